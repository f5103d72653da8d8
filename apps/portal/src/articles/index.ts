import { accessibility } from './accessibility.ts';
import type { Article } from './article.ts';
import { assistance } from './assistance.ts';
import { card } from './card.ts';
import { changePhone } from './change-phone.ts';
import { family } from './family.ts';
import { legalNotes } from './legal-notes.ts';
import { levels } from './levels.ts';
import { minors } from './minors.ts';
import { pinAndPuk } from './pin-and-puk.ts';
import { privacy } from './privacy.ts';
import { pukRecovery } from './puk-recovery.ts';
import { request } from './request.ts';
import { softwareCie } from './software-cie.ts';
import { spidAndCie } from './spid-and-cie.ts';
import { whatYouNeed } from './what-you-need.ts';

/** Every page of plain reading. Those of the section `help` are listed under "Info utili", in this order. */
export const ARTICLES: readonly Article[] = [
  card,
  request,
  whatYouNeed,
  levels,
  pinAndPuk,
  pukRecovery,
  changePhone,
  spidAndCie,
  minors,
  family,
  softwareCie,
  assistance,
  privacy,
  legalNotes,
  accessibility,
];
