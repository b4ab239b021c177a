/** TLS-RPT: where reports about TLS between mail servers go (RFC 8460 §3). */
import { trimBlanks } from "../../../bytes/mod.ts";
import { MAXIMUM_RECORD_CHARACTERS, readTagList, theRecord } from "./tag_list.ts";

export interface TlsRptRecord {
  readonly record: string | null;
  /** `mailto:` and `https:`. */
  readonly addresses: readonly string[];
  /** Why senders take it that nobody wants reports, a sentence without its period. */
  readonly problem: string | null;
}

/** `texts`: of `_smtp._tls` below the domain. */
export function readTlsRptRecord(texts: readonly string[]): TlsRptRecord {
  const record = theRecord(texts, "v=TLSRPTv1");
  if (record === null) {
    return { record, addresses: [], problem: "There is no TLS-RPT record, or more than one" };
  }
  if (record.length > MAXIMUM_RECORD_CHARACTERS) {
    return {
      record: record.slice(0, MAXIMUM_RECORD_CHARACTERS),
      addresses: [],
      problem: `The TLS-RPT record has more than ${MAXIMUM_RECORD_CHARACTERS} characters, and was not read`,
    };
  }
  const rua = readTagList(record)?.get("rua");
  if (rua === undefined) {
    return { record, addresses: [], problem: "The TLS-RPT record says nowhere to report to" };
  }
  const addresses = rua.split(",").map(trimBlanks);
  const isWhole = addresses.every((address) =>
    /^(?:mailto|https):[^\s!]+$/i.test(address) && URL.canParse(address)
  );
  return {
    record,
    addresses,
    problem: isWhole ? null : "An address of the TLS-RPT record is neither mailto: nor https:",
  };
}
