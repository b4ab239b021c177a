/** Whether the name of the site can be hidden from who is on the way: for information, but where half of it is missing. */
import type { DeepFacts } from "../../report/mod.ts";
import type { DeepRule } from "./rule.ts";
import { severityOf } from "./severity.ts";

export const encryptedClientHello: DeepRule = (facts, { target }) => {
  const { encrypted_client_hello } = facts;
  if (encrypted_client_hello === null || encrypted_client_hello.tolerated !== true) return [];
  const isOffered = encrypted_client_hello.retry_configs !== null;
  const isPublished = published(facts);
  if (!isOffered && isPublished) {
    return [{
      id: "encrypted_client_hello.published_only",
      severity: severityOf("refusedBySome", target),
      title: "Encrypted ClientHello published and not served",
      detail:
        "The HTTPS record has keys to encrypt the ClientHello with, and the server does not have them: " +
        "clients that use them take a connection more, or fail",
      remedy: "Configure the keys on the server, or take ech out of the HTTPS record",
      evidence: ["dns", "server_hello"],
      references: ["RFC 9849 §8.1", "RFC 9848"],
    }];
  }
  if (isOffered && isPublished === false) {
    return [{
      id: "encrypted_client_hello.not_published",
      severity: severityOf("told", target),
      title: "Encrypted ClientHello served and not published",
      detail:
        "The server has keys to encrypt the ClientHello with, and no HTTPS record tells clients of them",
      remedy: "Publish them in the HTTPS record",
      evidence: ["dns", "server_hello"],
      references: ["RFC 9848"],
    }];
  }
  if (isOffered || target.server_name === null) return [];
  return [{
    id: "encrypted_client_hello.missing",
    severity: severityOf("told", target),
    title: "No encrypted ClientHello",
    detail: "The name of the site travels in the clear, where who is on the way can read it",
    remedy: "Nothing, unless the name itself is to be hidden: then a server or a provider that has it",
    evidence: ["client_hello"],
    references: ["RFC 9849"],
  }];
};

/** `null`: it was not asked. */
function published({ https_record }: DeepFacts): boolean | null {
  if (https_record === null) return null;
  return https_record.records.some(({ encrypted_client_hello }) => (encrypted_client_hello ?? []).length > 0);
}
