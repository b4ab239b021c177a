/** Whom a check trusts. */
import { type CheckOptions, OptionError } from "../check_options.ts";
import {
  combine,
  MalformedCertificateError,
  mozillaRoots,
  readPemCertificates,
  type TrustStore,
  trustStore,
} from "../x509/mod.ts";

/** Throws `OptionError` for anchors that cannot be read. */
export function chooseTrustStore(
  { anchors = [], anchorsName = "the given anchors", noDefaultRoots = false }: CheckOptions,
): TrustStore {
  if (anchors.length === 0) {
    if (!noDefaultRoots) return mozillaRoots();
    throw new OptionError(
      "no-default-roots",
      "Without the default roots there is nobody left to trust",
      "Name your own with --ca-file",
    );
  }
  const own = ownStore(anchors, anchorsName);
  return noDefaultRoots ? own : combine([own, mozillaRoots()]);
}

/** A service checks with the same anchors again and again: the last ones stay read. */
let known: { readonly texts: readonly string[]; readonly store: TrustStore } | null = null;

function ownStore(texts: readonly string[], name: string): TrustStore {
  const isKnown = known?.store.name === name && known.texts.length === texts.length &&
    known.texts.every((text, index) => text === texts[index]);
  if (isKnown) return known!.store;
  const store = readAnchors(texts, name);
  known = { texts, store };
  return store;
}

function readAnchors(texts: readonly string[], name: string): TrustStore {
  try {
    const certificates = texts.flatMap((text) => {
      const found = readPemCertificates(text);
      if (found.length === 0) throw notPem("there is no certificate in it");
      return found;
    });
    return trustStore(certificates, name);
  } catch (error) {
    if (error instanceof MalformedCertificateError) throw notPem(error.message);
    throw error;
  }
}

function notPem(why: string): OptionError {
  return new OptionError(
    "ca-file",
    `The trust anchors cannot be read: ${why}`,
    'Give PEM: one or more blocks that begin with "-----BEGIN CERTIFICATE-----"',
  );
}
