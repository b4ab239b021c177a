/** The addresses that lead from a report to others of the same check. */

/** The page for the API's address `json`: there "no server name" is a box of its own. */
export function pageAddress(json: string): string {
  return json.replace("/api/v1/check?", "/check?").replace(/([?&])sni=(?=&|$)/, "$1no_sni=1");
}
