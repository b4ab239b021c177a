/** RFC 4511 appendix A: the result codes that can answer a StartTLS request. */
export const ldapResultCodes: { readonly [code: number]: string } = {
  0: "success",
  1: "operationsError",
  2: "protocolError",
  7: "authMethodNotSupported",
  8: "strongerAuthRequired",
  10: "referral",
  11: "adminLimitExceeded",
  12: "unavailableCriticalExtension",
  13: "confidentialityRequired",
  48: "inappropriateAuthentication",
  49: "invalidCredentials",
  50: "insufficientAccessRights",
  51: "busy",
  52: "unavailable",
  53: "unwillingToPerform",
  80: "other",
};
