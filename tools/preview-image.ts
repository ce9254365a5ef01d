/**
 * Draws `public/preview.png`, the picture that a link to the site unfolds into: `npx tsx tools/preview-image.ts`.
 * Run by hand when the drawing changes; it needs a Korean sans-serif font on the machine (fonts-noto-cjk).
 */
import { writeFileSync } from 'node:fs';
import { Resvg } from '@resvg/resvg-js';

const ink = '#17202b';
const grey = '#495565';
const line = '#8b877b';
const sans = 'Noto Sans CJK KR, Noto Sans KR, Malgun Gothic, sans-serif';
const mono = 'DejaVu Sans Mono, Menlo, Consolas, monospace';

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" viewBox="0 0 1200 630">
  <rect width="1200" height="630" fill="#fbfaf6"/>
  <g fill="none" stroke="${ink}" stroke-width="5" stroke-linecap="round" transform="translate(76 62) scale(2.3)">
    <path d="M2.4 17c2.4-7.4 5.8-7.4 8 0 2.4-9.6 7-9.6 9.6 0" stroke-width="2"/>
    <circle cx="2.6" cy="17" r="2" fill="${ink}" stroke="none"/><circle cx="10.4" cy="17" r="2" fill="${ink}" stroke="none"/>
    <circle cx="20" cy="17" r="2.4" fill="#d9772b" stroke="none"/>
  </g>
  <text x="144" y="108" font-family="${sans}" font-size="36" font-weight="700" fill="${ink}">Hop by Hop</text>
  <text x="80" y="204" font-family="${sans}" font-size="52" font-weight="700" fill="${ink}">See why a container cannot be reached</text>
  <text x="80" y="270" font-family="${sans}" font-size="40" font-weight="500" fill="${grey}">컨테이너에 왜 닿지 않는지, 직접 봅니다</text>
  <g stroke="${line}" stroke-width="2">
    <rect x="80" y="398" width="220" height="120" rx="12" fill="#f4f2ea"/>
    <path d="M300 458H440M600 458H736" fill="none" stroke-width="3"/>
    <rect x="440" y="398" width="160" height="120" rx="12" fill="#f4f2ea"/>
    <rect x="736" y="336" width="384" height="236" rx="14" fill="#f4f2ea"/>
    <rect x="724" y="432" width="24" height="52" rx="6" fill="#fff"/>
    <rect x="800" y="396" width="288" height="78" rx="9" fill="#fff"/>
    <rect x="800" y="496" width="288" height="56" rx="9" fill="#eceadf"/>
  </g>
  <rect x="808" y="404" width="272" height="30" rx="3" fill="#ffe27a"/>
  <g font-family="${mono}" font-size="17" fill="${ink}">
    <text x="818" y="425">172.22.0.0/16 dev br-80cb</text>
    <text x="818" y="459" fill="${grey}">default via 172.42.10.1</text>
    <text x="104" y="482">172.22.10.119</text>
    <text x="462" y="482">router</text>
    <text x="818" y="530">br-80cb5a0c07bc</text>
  </g>
  <g font-family="${sans}" font-size="24" font-weight="700" fill="${ink}">
    <text x="104" y="446">PC</text><text x="462" y="446">LAN</text><text x="764" y="374">R550</text>
  </g>
  <path d="M1040 513l24 24m0-24-24 24" stroke="#b3201f" stroke-width="6" stroke-linecap="round"/>
  <path d="M770 452C560 330 330 330 200 388" fill="none" stroke="#b3201f" stroke-width="3.5" stroke-dasharray="1 11" stroke-linecap="round"/>
</svg>`;

const image = new Resvg(svg, { font: { loadSystemFonts: true, defaultFontFamily: 'Noto Sans CJK KR' } })
  .render()
  .asPng();
writeFileSync(new URL('../public/preview.png', import.meta.url), image);
console.log(`public/preview.png: ${(image.length / 1024).toFixed(0)} KiB`);
