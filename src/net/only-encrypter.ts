import type { ConnectionEncrypter, Transport, Upgrader } from '@libp2p/interface'

/**
 * A transport on which just one of the host's encrypters is offered and accepted. libp2p negotiates every connection with
 * the same list; TLS on the socket is nothing for a transport whose socket is not ours to have.
 */
export function onlyEncrypter<C>(
  protocol: string,
  transport: (components: C) => Transport,
): (components: C) => Transport {
  return (components) => {
    const made = transport(components)
    const dial = made.dial.bind(made)
    const createListener = made.createListener.bind(made)
    made.dial = (address, options) =>
      dial(address, { ...options, upgrader: onlyWith(options.upgrader, protocol) })
    made.createListener = (options) =>
      createListener({ ...options, upgrader: onlyWith(options.upgrader, protocol) })
    return made
  }
}

/** A dial that names an encrypter offers no other. */
export type EncrypterChoice = Readonly<{ encrypter?: string | undefined }>

/** A transport whose dials may choose (`EncrypterChoice` among their options); it accepts all that the host has. */
export function choosingEncrypter<C>(
  transport: (components: C) => Transport,
): (components: C) => Transport {
  return (components) => {
    const made = transport(components)
    const dial = made.dial.bind(made)
    made.dial = (address, options) => {
      const { encrypter } = options as EncrypterChoice
      if (encrypter === undefined) return dial(address, options)
      return dial(address, { ...options, upgrader: onlyWith(options.upgrader, encrypter) })
    }
    return made
  }
}

/** The part of libp2p's Upgrader that its types keep to themselves. tests/integration/net holds that it is there. */
type UpgraderInside = { readonly connectionEncrypters: ReadonlyMap<string, ConnectionEncrypter> }

/** The same upgrader, which sees another list. */
function onlyWith(upgrader: Upgrader, protocol: string): Upgrader {
  const { connectionEncrypters } = upgrader as Upgrader & UpgraderInside
  const only = [...connectionEncrypters].filter(([each]) => each === protocol)
  return Object.create(upgrader, { connectionEncrypters: { value: new Map(only) } }) as Upgrader
}
