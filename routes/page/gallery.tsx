import type { GalleryEntry } from "../app_options.ts";
import { prose } from "../prose.ts";

export function Gallery({ entries }: { readonly entries: readonly GalleryEntry[] }) {
  return (
    <section class="preview">
      <h2>{prose.home.galleryHeading}</h2>
      <p>{prose.home.gallery}</p>
      <ul class="gallery">
        {entries.map(({ title, target, explanation }) => (
          <li>
            <a href={`/check?${new URLSearchParams({ target })}`} rel="nofollow">{title}</a>
            <p>{explanation}</p>
            <code>{target}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}
