/** The platform's own modules, which only workerd can load. */
declare module "cloudflare:sockets" {
  export const connect: import("./workerd_sockets.ts").Connect;
}

declare module "cloudflare:workers" {
  export const env: Readonly<Record<string, unknown>>;
}
