import type { DeepFacts } from "../../report/mod.ts";

/** Before any probe has run. */
export function noFacts(): DeepFacts {
  return {
    protocol_versions: null,
    downgrade_protection: null,
    cipher_suites: null,
    compression: null,
    named_groups: null,
    post_quantum: null,
    ephemeral_keys: null,
    signature_schemes: null,
    served_certificates: null,
    application_protocols: null,
    session_resumption: null,
    early_data: null,
    key_update: null,
    renegotiation: null,
    extensions: null,
    certificate_compression: null,
    encrypted_client_hello: null,
    credential_kinds: null,
    caa: null,
    dane: null,
    https_record: null,
    hsts: null,
    http_redirect: null,
    mta_sts: null,
    tls_rpt: null,
  };
}
