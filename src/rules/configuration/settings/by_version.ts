/**
 * What one version of OpenSSL wants and another does not. Such a setting is a remark: the older refuses the newer's and
 * does not start, and the older's takes from the newer the post-quantum group that it has by itself.
 */
import { openSslCurves, openSslHybridCurves } from "./names.ts";

/** With X25519MLKEM768. `besides`: what else it takes. */
export function hybridCurves(setting: (curves: string) => string, besides = ""): string {
  return `# with OpenSSL 3.5${besides} or later: ${setting(openSslHybridCurves)}`;
}

export function eitherCurves(setting: (curves: string) => string, besides = ""): string[] {
  return [hybridCurves(setting, besides), `# with an older one: ${setting(openSslCurves)}`];
}
