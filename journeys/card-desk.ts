/** A virtual card, as `GET /cards` tells of it. */
export interface CardOnDesk {
  readonly serial: string;
  readonly place: string | null;
  readonly status: string;
  readonly triesLeft: { readonly pin: number; readonly puk: number } | null;
}

export interface FaultWish {
  readonly kind: 'tag-lost' | 'power-torn' | 'card-slow' | 'reader-gone';
  readonly target?: string;
  readonly atApdu?: number;
}

/** The cards and the reader, through the sandbox API: what a hand does on the desk. */
export interface CardDesk {
  card(serial: string): Promise<CardOnDesk>;
  place(serial: string, where: string): Promise<void>;
  /** Whatever lies on the reader goes into the drawer. */
  clearReader(): Promise<void>;
  /** One command, in hexadecimal; gives the whole answer. */
  apdu(serial: string, hex: string): Promise<string>;
  /** Gives the way to mend it. */
  break(fault: FaultWish): Promise<() => Promise<void>>;
}

export function cardDesk(controlPanel: string): CardDesk {
  const call = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const answer = await fetch(`${controlPanel}/api/v1${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (answer.status === 204 ? undefined : await answer.json()) as Answer;
  };
  const place = (serial: string, where: string): Promise<void> => call('POST', `/cards/${serial}/place`, { where });
  return {
    place,
    clearReader: async () => {
      const cards = await call<CardOnDesk[]>('GET', '/cards');
      for (const card of cards) if (card.place === 'reader') await place(card.serial, 'drawer');
    },
    card: async (serial) => {
      const found = (await call<CardOnDesk[]>('GET', '/cards')).find((card) => card.serial === serial);
      if (found === undefined) throw new Error(`no card ${serial}`);
      return found;
    },
    apdu: async (serial, hex) => (await call<{ hex: string }>('POST', `/cards/${serial}/apdu`, { hex })).hex,
    break: async (fault) => {
      const { id } = await call<{ id: string }>('POST', '/faults', fault);
      return () => call('DELETE', `/faults/${id}`);
    },
  };
}
