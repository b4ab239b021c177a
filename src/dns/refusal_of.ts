import { DnsResponseCode, dnsResponseCodes } from "../registry/mod.ts";

/** Why an answer with this response code tells nothing of the name, as a part of a sentence; `null` when it does. */
export function refusalOf(responseCode: number): string | null {
  switch (responseCode) {
    case DnsResponseCode.NoError:
    case DnsResponseCode.NXDomain:
      return null;
    case DnsResponseCode.ServFail:
      return "the name servers gave the resolver no usable answer (SERVFAIL)";
    case DnsResponseCode.Refused:
      return "the resolver refuses to answer (REFUSED)";
    default: {
      const name = dnsResponseCodes.entry(responseCode)?.name;
      return `the resolver answers with the response code ${name ?? responseCode}`;
    }
  }
}
