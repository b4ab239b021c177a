/** Where senders report failures of TLS on the way to the server's domain: TLS-RPT (RFC 8460). */
import { TXT } from "../../dns/mod.ts";
import { hostName } from "./host_name.ts";
import { LookUps, withFacts } from "./look_ups.ts";
import { findMailDomain } from "./mail_domain.ts";
import { betweenMailServers } from "./mta_sts.ts";
import { readTlsRptRecord } from "./policies/tls_rpt.ts";
import type { Facts, Probe } from "./probe.ts";

type TlsRpt = Facts<"tls_rpt">;

export const tlsRpt: Probe<"tls_rpt"> = {
  id: "tls_rpt",
  title: "TLS reports",
  allowance: 0,
  after: ["mta_sts"],
  notApplicable: betweenMailServers,
  async run(context) {
    const lookUps = new LookUps(context);
    let found: Pick<TlsRpt, "domain" | "record" | "addresses" | "problem"> = {
      domain: context.facts.mta_sts?.domain ?? null,
      record: null,
      addresses: [],
      problem: null,
    };
    const told = (): TlsRpt => ({ ...found, authenticated: lookUps.authenticated, look_ups: lookUps.told });
    try {
      const domain = found.domain ?? await findMailDomain(hostName(context.plan)!, lookUps);
      if (domain === null) return told();
      found = { ...found, domain };
      const { records } = await lookUps.ask(`_smtp._tls.${domain}`, TXT);
      found = { ...found, ...readTlsRptRecord(records) };
      return told();
    } catch (error) {
      throw withFacts<"tls_rpt">(error, told());
    }
  },
};
