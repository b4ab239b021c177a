/** A runtime that connects only where a policy lets it: every address is looked at before it is dialled. */
import { parseAddress } from "./address.ts";
import { questionName } from "./dns_question.ts";
import type { Deadline } from "./deadline.ts";
import { NetworkError } from "./network_error.ts";
import { type AddressPolicy, namesOfBlocks, refuseAddress, refuseHostname, refusePort } from "./policy.ts";
import type { Address, NativeOutcome, Runtime, SecureServer } from "./runtime.ts";

/**
 * `runtime` under `policy`. What is refused rejects with a `NetworkError` of code `address_not_allowed` or
 * `port_not_allowed`, and reaches nobody.
 *
 * Only addresses are dialled, never names, and each in the one spelling that was judged: whatever a resolver says
 * the next time it is asked makes no difference. Of a name's addresses those that are refused are left out, and not
 * told: what an inside resolver knows is not for everyone.
 */
export function guarded(runtime: Runtime, policy: AddressPolicy): Runtime {
  const refuse = (address: string, port: number) =>
    refuseAddress(policy, address) ?? refusePort(policy, port);

  async function resolve(hostname: string, deadline: Deadline): Promise<Address[]> {
    const refused = refuseHostname(policy, hostname);
    if (refused !== null) throw refused;
    const all = await runtime.resolve(hostname, deadline);
    const allowed = all.filter(({ address }) => refuseAddress(policy, address) === null);
    if (allowed.length === 0 && all.length > 0) {
      const names = namesOfBlocks(policy, all.map(({ address }) => address)).join(", ");
      throw new NetworkError(
        "address_not_allowed",
        `"${hostname}" leads only where no check is made from here (${names})`,
      );
    }
    return allowed;
  }

  /** By name. A question may be put for several types. */
  const publicity = new Map<string, Promise<unknown>>();

  /** Rejects for a name whose addresses are all inside, or that only an inside resolver can know. */
  async function mustBePublic(name: string, deadline: Deadline): Promise<void> {
    if (isInsideName(name)) {
      throw new NetworkError("address_not_allowed", `"${name}" is a name of an inside network`);
    }
    const resolved = publicity.get(name) ?? resolve(name, deadline);
    publicity.set(name, resolved);
    try {
      await resolved;
    } catch (error) {
      // One without addresses has none to hide.
      if (error instanceof NetworkError && error.code === "address_not_allowed") throw error;
    }
  }

  return {
    get name() {
      return runtime.name;
    },
    get version() {
      return runtime.version;
    },
    get region() {
      return runtime.region;
    },
    get clock() {
      return runtime.clock;
    },
    random: (length) => runtime.random(length),
    webPortsOnly: policy.webPortsOnly,

    resolve,

    /** Goes to the resolver, which whoever runs this has chosen, and asks it about public names alone. */
    get exchangeDns() {
      const { exchangeDns } = runtime;
      return exchangeDns && (async (message: Uint8Array<ArrayBuffer>, deadline: Deadline) => {
        const name = questionName(message);
        if (name !== "") await mustBePublic(name, deadline);
        return await exchangeDns(message, deadline);
      });
    },

    async dial(address, port, deadline) {
      const refused = refuse(address, port);
      if (refused !== null) throw refused;
      return await runtime.dial(parseAddress(address)!.text, port, deadline);
    },

    get dialSecurely() {
      const { dialSecurely } = runtime;
      return dialSecurely && (async (server: SecureServer, deadline: Deadline) => {
        const refused = refuse(server.address, server.port);
        if (refused !== null) throw refused;
        return await dialSecurely({ ...server, address: parseAddress(server.address)!.text }, deadline);
      });
    },

    async native(request, deadline) {
      const refused = refuse(request.address, request.port);
      if (refused !== null) return notAvailable(refused);
      const address = parseAddress(request.address)!.text;
      return await runtime.native({ ...request, address, addressOnly: true }, deadline);
    },
  };
}

/** RFC 6761, RFC 6762, RFC 8375, and ICANN's `internal`. */
function isInsideName(name: string): boolean {
  return /(^|\.)(internal|local|localhost|home\.arpa)$/i.test(name);
}

function notAvailable({ message }: NetworkError): NativeOutcome {
  return {
    api: "none",
    outcome: "not_available",
    applicationProtocol: null,
    error: message,
    certificates: [],
    protocolVersion: null,
    cipherSuite: null,
  };
}
