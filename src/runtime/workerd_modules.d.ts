/** The platform's own module, which only workerd can load. */
declare module "cloudflare:sockets" {
  export const connect: import("./workerd_sockets.ts").Connect;
}
