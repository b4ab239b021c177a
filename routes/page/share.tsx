/** How to pass a report on: its address, and a badge. */
import type { Report } from "../../src/report/mod.ts";
import { prose } from "../prose.ts";
import { BadgeImage } from "./badge_image.tsx";
import { CopyButton } from "./copy_button.tsx";

interface ShareProps {
  readonly report: Report;
  /** The page's own address, whole. */
  readonly address: string;
}

export function Share({ report: { verdict, target }, address }: ShareProps) {
  const badge = address.replace("/check?", "/badge.svg?");
  return (
    <details class="share">
      <summary>{prose.share.summary}</summary>
      <p>{prose.share.address}</p>
      <Copied text={address} />
      <p>
        {prose.share.badge} <BadgeImage verdict={verdict} host={target.hostname} />
      </p>
      <Copied text={`[![${prose.share.badgeLabel}](${badge})](${address})`} />
    </details>
  );
}

function Copied({ text }: { readonly text: string }) {
  return (
    <div class="snippet">
      <pre class="code" tabindex={0}><code>{text}</code></pre>
      <CopyButton />
    </div>
  );
}
