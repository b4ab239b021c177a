/** One nameConstraints extension, prepared once and asked about many names. */
import type { NameConstraints } from "../extension/name_constraints.ts";
import type { GeneralName, GeneralNameKind } from "../name/general_name.ts";
import { mailbox } from "../name/mailbox.ts";
import type { Name } from "../name/name.ts";
import { nameText } from "../name/text.ts";
import { formatIpAddress } from "../server_name/ip_address.ts";
import { dnsSubtree, isWithin, overlaps } from "./dns.ts";
import { containsAddress, ipSubtree } from "./ip_address.ts";
import { containsMailbox, mailSubtree } from "./mail.ts";
import { containsHost, uriHost, uriSubtree } from "./uri.ts";

/** A subtree of one name form. `covers`: `null` when the name cannot be compared, which no constraint forgives. */
export interface Subtree {
  readonly kind: GeneralNameKind;
  readonly text: string;
  /** It is not what RFC 5280 allows for its form. */
  readonly malformed: boolean;
  /** A dNSName with a leading dot: understood, and not what RFC 5280 says. */
  readonly leadingDot: boolean;
  /** For permitted subtrees: all that the name covers lies within. */
  permits(name: GeneralName): boolean | null;
  /** For excluded subtrees: something that the name covers lies within. */
  excludes(name: GeneralName): boolean | null;
}

export interface Subtrees {
  readonly permitted: ReadonlyMap<string, readonly Subtree[]>;
  readonly excluded: ReadonlyMap<string, readonly Subtree[]>;
  readonly all: readonly Subtree[];
}

export function prepare({ permittedSubtrees, excludedSubtrees }: NameConstraints): Subtrees {
  const permitted = permittedSubtrees.map(subtree);
  const excluded = excludedSubtrees.map(subtree);
  const byForm = (of: readonly GeneralName[], all: readonly Subtree[]) =>
    Map.groupBy(
      all.keys().map((index) => ({ form: formOf(of[index]!), subtree: all[index]! })),
      ({ form }) => form,
    );
  const bare = (groups: Map<string, { subtree: Subtree }[]>) =>
    new Map([...groups].map(([form, each]) => [form, each.map(({ subtree }) => subtree)]));
  return {
    permitted: bare(byForm(permittedSubtrees, permitted)),
    excluded: bare(byForm(excludedSubtrees, excluded)),
    all: [...permitted, ...excluded],
  };
}

/** The name form that constraints are counted by: other names are as many forms as they have types. */
export function formOf(name: GeneralName): string {
  return name.kind === "otherName" ? `otherName ${name.type}` : name.kind;
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
  const text = generalNameText(base);
  const same = (
    kind: GeneralNameKind,
    compare: (name: GeneralName) => boolean | null,
    malformed = false,
  ): Subtree => ({
    kind,
    text,
    malformed,
    leadingDot: false,
    permits: compare,
    excludes: compare,
  });
  switch (base.kind) {
    case "dNSName": {
      const tree = dnsSubtree(base.text);
      return {
        kind: base.kind,
        text,
        malformed: tree === null,
        leadingDot: tree?.properSubdomainsOnly ?? false,
        permits: (name) => name.kind === "dNSName" && tree !== null ? isWithin(name.text, tree) : null,
        excludes: (name) => name.kind === "dNSName" && tree !== null ? overlaps(name.text, tree) : null,
      };
    }
    case "iPAddress": {
      const tree = ipSubtree(base.bytes);
      return same(base.kind, (name) => {
        if (name.kind !== "iPAddress" || tree === null) return null;
        return name.bytes.length === 4 || name.bytes.length === 16 ? containsAddress(tree, name.bytes) : null;
      }, tree === null);
    }
    case "rfc822Name": {
      const tree = mailSubtree(base.text);
      return same(base.kind, (name) => {
        const box = name.kind === "rfc822Name" ? mailbox(name.text) : null;
        return box === null || tree === null ? null : containsMailbox(tree, box);
      }, tree === null);
    }
    case "uniformResourceIdentifier": {
      const tree = uriSubtree(base.text);
      return same(base.kind, (name) => {
        const host = name.kind === "uniformResourceIdentifier" ? uriHost(name.text) : null;
        return host === null || tree === null ? null : containsHost(tree, host);
      }, tree === null);
    }
    case "directoryName":
      return same(
        base.kind,
        (name) => name.kind === "directoryName" ? isBelowName(name.name, base.name) : null,
      );
    default:
      // A form that is not processed here: RFC 5280 §4.2.1.10 leaves only refusing what it would apply to.
      return same(base.kind, () => null);
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
