/** From which ports anything is fetched that a server chose: what its certificates and redirections point at. */
import { NetworkError } from "./network_error.ts";
import { starttlsPorts } from "./policy_ports.ts";
import type { Runtime } from "./runtime.ts";

/** Why `url`, of `http:` or `https:`, is not to be fetched; `null` when it may be. */
export function refuseFetch({ webPortsOnly }: Pick<Runtime, "webPortsOnly">, url: URL): NetworkError | null {
  const usual = url.protocol === "https:" ? 443 : 80;
  const port = url.port === "" ? usual : Number(url.port);
  // The same that Fetch's "port blocking" is for: a line of a request would be a command there.
  const protocol = starttlsPorts.get(port);
  if (protocol !== undefined) {
    return notAllowed(`Port ${port} is for ${protocol}, and nothing is fetched from there`);
  }
  if (!webPortsOnly || port === usual) return null;
  return notAllowed(`Nothing is fetched from port ${port} from here, only from port ${usual}`);
}

function notAllowed(message: string): NetworkError {
  return new NetworkError("port_not_allowed", message);
}
