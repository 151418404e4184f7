/** QR codes as vector figures. */
import qrcode from 'qrcode';

/** An SVG of one path, one unit a module, with the quiet zone of four modules that ISO/IEC 18004 asks for. */
export function qrSvg(text: string): string {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
  const { size, data } = modules;
  let path = '';
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; ) {
      let run = 0;
      while (x + run < size && data[y * size + x + run]) run++;
      if (run > 0) path += `M${x} ${y}h${run}v1h-${run}z`;
      x += Math.max(1, run);
    }
  }
  return `<svg class="qr" viewBox="-4 -4 ${size + 8} ${size + 8}" aria-hidden="true"><path d="${path}"/></svg>`;
}
