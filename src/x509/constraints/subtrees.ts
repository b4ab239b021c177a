/** One nameConstraints extension, prepared once and asked about many names. */
import type { NameConstraints } from "../extension/name_constraints.ts";
import type { GeneralName, GeneralNameKind } from "../name/general_name.ts";
import type { Name } from "../name/name.ts";
import { nameText } from "../name/text.ts";
import { formatIpAddress } from "../server_name/ip_address.ts";
import { type ComparableName, formOf } from "./comparable_name.ts";
import { dnsSubtree, isWithin, overlaps } from "./dns.ts";
import { containsAddress, ipSubtree } from "./ip_address.ts";
import { containsMailbox, mailSubtree } from "./mail.ts";
import { containsHost, uriSubtree } from "./uri.ts";

/** A subtree of one name form; `null` where a name cannot be compared, which no constraint forgives. */
export interface Subtree {
  readonly kind: GeneralNameKind;
  readonly form: string;
  readonly text: string;
  /** It is not what RFC 5280 allows for its form. */
  readonly malformed: boolean;
  /** A dNSName with a leading dot: understood, and not what RFC 5280 says. */
  readonly leadingDot: boolean;
  /** For permitted subtrees: all that the name covers lies within. */
  permits(name: ComparableName): boolean | null;
  /** For excluded subtrees: something that the name covers lies within. */
  excludes(name: ComparableName): boolean | null;
}

export interface Subtrees {
  /** By name form. */
  readonly permitted: ReadonlyMap<string, readonly Subtree[]>;
  readonly excluded: ReadonlyMap<string, readonly Subtree[]>;
  readonly all: readonly Subtree[];
}

export function prepare({ permittedSubtrees, excludedSubtrees }: NameConstraints): Subtrees {
  const permitted = permittedSubtrees.map(subtree);
  const excluded = excludedSubtrees.map(subtree);
  return {
    permitted: Map.groupBy(permitted, ({ form }) => form),
    excluded: Map.groupBy(excluded, ({ form }) => form),
    all: [...permitted, ...excluded],
  };
}

/** As a sentence shows it. */
export function generalNameText(name: GeneralName): string {
  switch (name.kind) {
    case "dNSName":
    case "rfc822Name":
    case "uniformResourceIdentifier":
      return name.text;
    case "iPAddress":
      return subtreeAddress(name.bytes);
    case "directoryName":
      return nameText(name.name);
    case "otherName":
    case "registeredID":
      return `${name.kind} ${name.type}`;
    default:
      return name.kind;
  }
}

function subtree(base: GeneralName): Subtree {
  const shared = { kind: base.kind, form: formOf(base), text: generalNameText(base), leadingDot: false };
  const same = (malformed: boolean, compare: (name: ComparableName) => boolean | null): Subtree => {
    return { ...shared, malformed, permits: compare, excludes: compare };
  };
  switch (base.kind) {
    case "dNSName": {
      const tree = dnsSubtree(base.text);
      return {
        ...shared,
        malformed: tree === null,
        leadingDot: tree?.properSubdomainsOnly ?? false,
        permits: ({ dns }) => dns && tree && isWithin(dns, tree),
        excludes: ({ dns }) => dns && tree && overlaps(dns, tree),
      };
    }
    case "iPAddress": {
      const tree = ipSubtree(base.bytes);
      return same(
        tree === null,
        ({ name }) => tree && name.kind === "iPAddress" ? containsAddress(tree, name.bytes) : null,
      );
    }
    case "rfc822Name": {
      const tree = mailSubtree(base.text);
      return same(tree === null, ({ mailbox }) => mailbox && tree && containsMailbox(tree, mailbox));
    }
    case "uniformResourceIdentifier": {
      const tree = uriSubtree(base.text);
      return same(
        tree === null,
        ({ host }) => host !== null && tree !== null ? containsHost(tree, host) : null,
      );
    }
    case "directoryName":
      return same(
        false,
        ({ name }) => name.kind === "directoryName" ? isBelowName(name.name, base.name) : null,
      );
    default:
      // A form that is not processed here: RFC 5280 §4.2.1.10 leaves only refusing what it would apply to.
      return same(false, () => null);
  }
}

/** RFC 5280 §7.1: the constraint's relative names are the first of the name's. */
function isBelowName(name: Name, base: Name): boolean {
  return base.canonical.every((relative, index) => relative === name.canonical[index]);
}

function subtreeAddress(bytes: Uint8Array): string {
  if (bytes.length !== 8 && bytes.length !== 32) return formatIpAddress(bytes);
  const half = bytes.length / 2;
  const bits = [...bytes.subarray(half)].reduce(
    (sum, octet) => sum + octet.toString(2).replaceAll("0", "").length,
    0,
  );
  return `${formatIpAddress(bytes.subarray(0, half))}/${bits}`;
}
