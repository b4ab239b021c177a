/** A host with its port, where that is not the usual one. */
export function Host({ hostname, port }: { readonly hostname: string; readonly port: number }) {
  return (
    <>
      {hostname}
      {port !== 443 && <span class="port">:{port}</span>}
    </>
  );
}
