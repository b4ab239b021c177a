/** The frame of every page: head, skip link, landmarks. */
import type { Child } from "hono/jsx";
import { otherStylesheetPath, scriptPath, stylesheetPath } from "../assets.ts";
import { prose } from "../prose.ts";
import { MarkSprite } from "./mark.tsx";

interface LayoutProps {
  readonly title: string;
  readonly description: string;
  readonly contactUrl: string | null;
  readonly children: Child;
  /** In the bar at the top, beside the name. */
  readonly bar?: Child;
  readonly noindex?: boolean;
  /** The address of the same thing as JSON. */
  readonly json?: string;
  /** The script stands among the children, where what it needs is there already. */
  readonly ownScript?: boolean;
  /** It is another page than the form and the report, and needs more styles. */
  readonly otherPage?: boolean;
}

export function Layout(
  { title, description, contactUrl, children, bar, noindex, json, ownScript, otherPage }: LayoutProps,
) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <meta name="description" content={description} />
        <meta name="color-scheme" content="light dark" />
        <meta property="og:type" content="website" />
        <meta property="og:site_name" content={prose.name} />
        <meta property="og:title" content={title} />
        <meta property="og:description" content={description} />
        {noindex && <meta name="robots" content="noindex, nofollow" />}
        {json && <link rel="alternate" type="application/json" href={json} />}
        <link rel="icon" type="image/svg+xml" href="/assets/favicon.svg" />
        <link rel="stylesheet" href={stylesheetPath} />
        {otherPage && <link rel="stylesheet" href={otherStylesheetPath} />}
        {!ownScript && <script src={scriptPath} defer></script>}
      </head>
      <body>
        <a class="skip" href="#main">{prose.skip}</a>
        <MarkSprite />
        <header class="masthead">
          <a class="wordmark" href="/">
            <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
              <use href="#nine" />
            </svg>
            <span>{prose.name}</span>
          </a>
          {bar}
        </header>
        <main id="main" tabindex={-1}>{children}</main>
        <footer class="foot">
          <p>{prose.footer.about}</p>
          <p>
            <a href="/docs">{prose.footer.api}</a>
            {contactUrl && <a href={contactUrl}>{prose.footer.contact}</a>}
          </p>
        </footer>
      </body>
    </html>
  );
}
