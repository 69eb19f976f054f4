"""The few own icons, as the inside of a 24 by 24 drawing. They always stand beside words."""

LINE = 'fill="none" stroke="currentColor" stroke-width="2.25" stroke-linecap="round" stroke-linejoin="round"'

ICONS = {
    "info": f'<g {LINE}><circle cx="12" cy="12" r="9.5"/><path d="M12 11v5.5M12 7.5v.1"/></g>',
    "ok": f'<g {LINE}><circle cx="12" cy="12" r="9.5"/><path d="m7.5 12.5 3 3 6-6.5"/></g>',
    "warning": f'<g {LINE}><path d="M12 3 1.8 20.5h20.4zM12 10v4.5M12 17.4v.1"/></g>',
    "error": f'<g {LINE}><path d="M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8zM12 7v5.5M12 16.4v.1"/></g>',
    "menu": f'<path {LINE} d="M3.5 6.5h17M3.5 12h17M3.5 17.5h17"/>',
    "plus": f'<path {LINE} d="M12 4.5v15M4.5 12h15"/>',
    "download": f'<path {LINE} d="M12 3.5v12m-5-5 5 5 5-5M4 20.5h16"/>',
    "external": f'<path {LINE} d="M14 4h6v6m0-6-9 9M10 5.5H4.5v14h14V14"/>',
    "print": f'<path {LINE} d="M7 8.5V3h10v5.5M7 17H3.5V8.5h17V17H17M7 14h10v7H7z"/>',
    "clock": f'<g {LINE}><circle cx="12" cy="12" r="9.5"/><path d="M12 6.5V12l3.5 2.5"/></g>',
    "people": f'<g {LINE}><circle cx="9" cy="8" r="4"/><path d="M2 20.5c0-4 3-6.5 7-6.5s7 2.5 7 6.5"/>'
    '<path d="M16.5 4.5a4 4 0 0 1 0 7M18.5 14.5c2.2.9 3.5 3 3.500 6"/></g>',
    "quiet": f'<path {LINE} d="M5 12h14"/>',
}
