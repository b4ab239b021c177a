/** A reference as it stands in the report, linked where it is an RFC section or a web address. */
export function Reference({ text }: { readonly text: string }) {
  const href = addressOf(text);
  return href === null ? <span class="reference">{text}</span> : <a class="reference" href={href}>{text}</a>;
}

function addressOf(text: string): string | null {
  if (/^https:\/\/[^\s]+$/.test(text)) return text;
  const rfc = /\bRFC (\d{1,5})(?:,? (?:§|section )(\d+(?:\.\d+)*))?/i.exec(text);
  if (rfc === null) return null;
  return `https://www.rfc-editor.org/rfc/rfc${rfc[1]}.html${
    rfc[2] === undefined ? "" : `#section-${rfc[2]}`
  }`;
}
