import { type NavLink, Page, type PageProps, useSay, useVisit } from '@tessera/web';
import { PATHS } from '../paths.ts';
import { texts } from '../texts/index.ts';

/** The frame of this program's own pages. */
export function OwnPage(props: Pick<PageProps, 'title' | 'lead' | 'errors' | 'children'>) {
  const say = useSay(texts);
  const { path } = useVisit();
  const links: readonly (readonly [string, string])[] = [
    [PATHS.home, say('navHome')],
    [PATHS.enrol, say('navEnrol')],
    [PATHS.change, say('navChange')],
    [PATHS.unblock, say('navUnblock')],
    [PATHS.diagnosis, say('navDiagnosis')],
  ];
  const nav: readonly NavLink[] = links.map(([href, text]) => ({ href, text, current: path.split('?')[0] === href }));
  return <Page {...props} procedure={say('procedure')} nav={nav} />;
}
