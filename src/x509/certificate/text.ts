/**
 * A certificate in full, every extension spelled out, as `@peculiar/x509` reads it: the long view for people.
 * Loaded when first asked for. `null` for what the library does not read; the judgement does not depend on it.
 */
export async function certificateText(der: Uint8Array): Promise<string | null> {
  await import("reflect-metadata");
  const { X509Certificate } = await import("@peculiar/x509");
  try {
    return new X509Certificate(Uint8Array.from(der)).toString("text");
  } catch {
    return null;
  }
}
