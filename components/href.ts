/** Address of a page or file of the site, from its path below the site's base: `lectures/folding/`. */
export function href(path: string): string {
  const base = import.meta.env.BASE_URL;
  return `${base.endsWith('/') ? base : `${base}/`}${path}`;
}
