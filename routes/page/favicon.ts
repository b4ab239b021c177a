/** Nine steps, the last one done. */
export const favicon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
<style>path{fill:#2a3650}.ninth{fill:none;stroke:#0f7a43;stroke-width:2.4}
@media (prefers-color-scheme:dark){path{fill:#cfd6e4}.ninth{stroke:#57d08b}}</style>
<path d="M3 3h5v5H3zM9.5 3h5v5h-5zM16 3h5v5h-5zM3 9.5h5v5H3zM9.5 9.5h5v5h-5zM16 9.5h5v5h-5zM3 16h5v5H3zM9.5 16h5v5h-5z"/>
<path class="ninth" d="M15.8 18.6l2 2.2 4.4-4.9"/>
</svg>
`;
