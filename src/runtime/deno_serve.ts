/** An HTTP server of Deno's that says where it listens, and what is wrong with where it cannot. */

/** An address that cannot be listened on, and what would help. */
export class ListenError extends Error {
  override readonly name = "ListenError";

  constructor(message: string, readonly hint: string) {
    super(message);
  }
}

type Handler = (
  request: Request,
  platform: Deno.ServeHandlerInfo<Deno.NetAddr>,
) => Response | Promise<Response>;

/** `onListen` is told after stderr has said where. Throws `ListenError`. */
export function serve(
  host: string,
  port: number,
  handler: Handler,
  onListen: () => void = () => {},
  path = "/",
): Deno.HttpServer {
  try {
    return Deno.serve({
      hostname: host,
      port,
      onListen: ({ hostname, port }) => {
        const name = hostname.includes(":") ? `[${hostname}]` : hostname;
        console.error(`check: listening on http://${name}:${port}${path}`);
        onListen();
      },
    }, handler);
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) {
      throw new ListenError(`port ${port} of ${host} is in use`, "set PORT to another one");
    }
    if (error instanceof Deno.errors.AddrNotAvailable) {
      throw new ListenError(`${host} is not an address of this machine`, "set HOST");
    }
    throw error;
  }
}
