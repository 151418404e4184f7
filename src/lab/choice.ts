/** Which panels of its view a figure shows: in a lecture, those that it speaks of. */

/** The panels called `names`, in the view's own order; all where there are no names. */
export function chosen<P extends { readonly id: string }>(
  panels: readonly P[],
  names: readonly string[] | undefined,
): readonly P[] {
  return names ? panels.filter(({ id }) => names.includes(id)) : panels;
}
