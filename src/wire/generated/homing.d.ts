import * as $protobuf from "protobufjs/minimal.js";

/** Namespace homing. */
export namespace homing {

    /**
     * Properties of a ChatBody.
     * @deprecated Use homing.ChatBody.$Properties instead.
     */
    interface IChatBody extends homing.ChatBody.$Properties {
    }

    /** Represents a ChatBody. */
    class ChatBody {

        /**
         * Constructs a new ChatBody.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.ChatBody.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ChatBody version. */
        version: number;

        /** ChatBody text. */
        text?: (homing.Text.$Properties|null);

        /** ChatBody offer. */
        offer?: (homing.Offer.$Properties|null);

        /** ChatBody offerAnswer. */
        offerAnswer?: (homing.OfferAnswer.$Properties|null);

        /** ChatBody transferEnded. */
        transferEnded?: (homing.TransferEnded.$Properties|null);

        /** ChatBody content. */
        content?: ("text"|"offer"|"offerAnswer"|"transferEnded");

        /**
         * Creates a new ChatBody instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ChatBody instance
         */
        static create(properties: homing.ChatBody.$Shape): homing.ChatBody & homing.ChatBody.$Shape;
        static create(properties?: homing.ChatBody.$Properties): homing.ChatBody;

        /**
         * Encodes the specified ChatBody message. Does not implicitly {@link homing.ChatBody.verify|verify} messages.
         * @param message ChatBody message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.ChatBody.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ChatBody message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.ChatBody & homing.ChatBody.$Shape} ChatBody
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.ChatBody & homing.ChatBody.$Shape;
    }

    namespace ChatBody {

        /** Properties of a ChatBody. */
        interface $Properties {

            /** ChatBody version */
            version?: (number|null);

            /** ChatBody text */
            text?: (homing.Text.$Properties|null);

            /** ChatBody offer */
            offer?: (homing.Offer.$Properties|null);

            /** ChatBody offerAnswer */
            offerAnswer?: (homing.OfferAnswer.$Properties|null);

            /** ChatBody transferEnded */
            transferEnded?: (homing.TransferEnded.$Properties|null);

            /** ChatBody content */
            content?: ("text"|"offer"|"offerAnswer"|"transferEnded");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a ChatBody. */
        type $Shape = {
          version?: number|null;
          text?: homing.Text.$Shape|null;
          offer?: homing.Offer.$Shape|null;
          offerAnswer?: homing.OfferAnswer.$Shape|null;
          transferEnded?: homing.TransferEnded.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ content?: undefined; text?: null; offer?: null; offerAnswer?: null; transferEnded?: null }|{ content?: "text"; text: homing.Text.$Shape; offer?: null; offerAnswer?: null; transferEnded?: null }|{ content?: "offer"; text?: null; offer: homing.Offer.$Shape; offerAnswer?: null; transferEnded?: null }|{ content?: "offerAnswer"; text?: null; offer?: null; offerAnswer: homing.OfferAnswer.$Shape; transferEnded?: null }|{ content?: "transferEnded"; text?: null; offer?: null; offerAnswer?: null; transferEnded: homing.TransferEnded.$Shape })
        );
    }

    /**
     * Properties of a Text.
     * @deprecated Use homing.Text.$Properties instead.
     */
    interface IText extends homing.Text.$Properties {
    }

    /** Represents a Text. */
    class Text {

        /**
         * Constructs a new Text.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.Text.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Text text. */
        text: string;

        /**
         * Creates a new Text instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Text instance
         */
        static create(properties: homing.Text.$Shape): homing.Text & homing.Text.$Shape;
        static create(properties?: homing.Text.$Properties): homing.Text;

        /**
         * Encodes the specified Text message. Does not implicitly {@link homing.Text.verify|verify} messages.
         * @param message Text message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.Text.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Text message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.Text & homing.Text.$Shape} Text
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.Text & homing.Text.$Shape;
    }

    namespace Text {

        /** Properties of a Text. */
        interface $Properties {

            /** Text text */
            text?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Text. */
        type $Shape = homing.Text.$Properties;
    }

    /**
     * Properties of an Offer.
     * @deprecated Use homing.Offer.$Properties instead.
     */
    interface IOffer extends homing.Offer.$Properties {
    }

    /** Represents an Offer. */
    class Offer {

        /**
         * Constructs a new Offer.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.Offer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Offer transfer. */
        transfer: string;

        /** Offer spool. */
        spool?: (homing.OfferedSpool.$Properties|null);

        /** Offer file. */
        file?: (homing.FileOffer.$Properties|null);

        /** Offer folder. */
        folder?: (homing.FolderOffer.$Properties|null);

        /** Offer stream. */
        stream?: (homing.StreamOffer.$Properties|null);

        /** Offer content. */
        content?: ("file"|"folder"|"stream");

        /**
         * Creates a new Offer instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Offer instance
         */
        static create(properties: homing.Offer.$Shape): homing.Offer & homing.Offer.$Shape;
        static create(properties?: homing.Offer.$Properties): homing.Offer;

        /**
         * Encodes the specified Offer message. Does not implicitly {@link homing.Offer.verify|verify} messages.
         * @param message Offer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.Offer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Offer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.Offer & homing.Offer.$Shape} Offer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.Offer & homing.Offer.$Shape;
    }

    namespace Offer {

        /** Properties of an Offer. */
        interface $Properties {

            /** Offer transfer */
            transfer?: (string|null);

            /** Offer spool */
            spool?: (homing.OfferedSpool.$Properties|null);

            /** Offer file */
            file?: (homing.FileOffer.$Properties|null);

            /** Offer folder */
            folder?: (homing.FolderOffer.$Properties|null);

            /** Offer stream */
            stream?: (homing.StreamOffer.$Properties|null);

            /** Offer content */
            content?: ("file"|"folder"|"stream");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of an Offer. */
        type $Shape = {
          transfer?: string|null;
          spool?: homing.OfferedSpool.$Shape|null;
          file?: homing.FileOffer.$Shape|null;
          folder?: homing.FolderOffer.$Shape|null;
          stream?: homing.StreamOffer.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ content?: undefined; file?: null; folder?: null; stream?: null }|{ content?: "file"; file: homing.FileOffer.$Shape; folder?: null; stream?: null }|{ content?: "folder"; file?: null; folder: homing.FolderOffer.$Shape; stream?: null }|{ content?: "stream"; file?: null; folder?: null; stream: homing.StreamOffer.$Shape })
        );
    }

    /**
     * Properties of an OfferedSpool.
     * @deprecated Use homing.OfferedSpool.$Properties instead.
     */
    interface IOfferedSpool extends homing.OfferedSpool.$Properties {
    }

    /** Represents an OfferedSpool. */
    class OfferedSpool {

        /**
         * Constructs a new OfferedSpool.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.OfferedSpool.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** OfferedSpool spool. */
        spool: string;

        /** OfferedSpool keys. */
        keys: homing.SealedKey.$Properties[];

        /**
         * Creates a new OfferedSpool instance using the specified properties.
         * @param [properties] Properties to set
         * @returns OfferedSpool instance
         */
        static create(properties: homing.OfferedSpool.$Shape): homing.OfferedSpool & homing.OfferedSpool.$Shape;
        static create(properties?: homing.OfferedSpool.$Properties): homing.OfferedSpool;

        /**
         * Encodes the specified OfferedSpool message. Does not implicitly {@link homing.OfferedSpool.verify|verify} messages.
         * @param message OfferedSpool message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.OfferedSpool.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an OfferedSpool message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.OfferedSpool & homing.OfferedSpool.$Shape} OfferedSpool
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.OfferedSpool & homing.OfferedSpool.$Shape;
    }

    namespace OfferedSpool {

        /** Properties of an OfferedSpool. */
        interface $Properties {

            /** OfferedSpool spool */
            spool?: (string|null);

            /** OfferedSpool keys */
            keys?: (homing.SealedKey.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an OfferedSpool. */
        type $Shape = homing.OfferedSpool.$Properties;
    }

    /**
     * Properties of a SealedKey.
     * @deprecated Use homing.SealedKey.$Properties instead.
     */
    interface ISealedKey extends homing.SealedKey.$Properties {
    }

    /** Represents a SealedKey. */
    class SealedKey {

        /**
         * Constructs a new SealedKey.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.SealedKey.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SealedKey device. */
        device: string;

        /** SealedKey sealed. */
        sealed: Uint8Array;

        /**
         * Creates a new SealedKey instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SealedKey instance
         */
        static create(properties: homing.SealedKey.$Shape): homing.SealedKey & homing.SealedKey.$Shape;
        static create(properties?: homing.SealedKey.$Properties): homing.SealedKey;

        /**
         * Encodes the specified SealedKey message. Does not implicitly {@link homing.SealedKey.verify|verify} messages.
         * @param message SealedKey message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.SealedKey.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SealedKey message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.SealedKey & homing.SealedKey.$Shape} SealedKey
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.SealedKey & homing.SealedKey.$Shape;
    }

    namespace SealedKey {

        /** Properties of a SealedKey. */
        interface $Properties {

            /** SealedKey device */
            device?: (string|null);

            /** SealedKey sealed */
            sealed?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SealedKey. */
        type $Shape = homing.SealedKey.$Properties;
    }

    /**
     * Properties of a FileOffer.
     * @deprecated Use homing.FileOffer.$Properties instead.
     */
    interface IFileOffer extends homing.FileOffer.$Properties {
    }

    /** Represents a FileOffer. */
    class FileOffer {

        /**
         * Constructs a new FileOffer.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.FileOffer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** FileOffer name. */
        name: string;

        /** FileOffer size. */
        size: number;

        /** FileOffer mtimeMs. */
        mtimeMs: number;

        /** FileOffer mode. */
        mode: number;

        /**
         * Creates a new FileOffer instance using the specified properties.
         * @param [properties] Properties to set
         * @returns FileOffer instance
         */
        static create(properties: homing.FileOffer.$Shape): homing.FileOffer & homing.FileOffer.$Shape;
        static create(properties?: homing.FileOffer.$Properties): homing.FileOffer;

        /**
         * Encodes the specified FileOffer message. Does not implicitly {@link homing.FileOffer.verify|verify} messages.
         * @param message FileOffer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.FileOffer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a FileOffer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.FileOffer & homing.FileOffer.$Shape} FileOffer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.FileOffer & homing.FileOffer.$Shape;
    }

    namespace FileOffer {

        /** Properties of a FileOffer. */
        interface $Properties {

            /** FileOffer name */
            name?: (string|null);

            /** FileOffer size */
            size?: (number|null);

            /** FileOffer mtimeMs */
            mtimeMs?: (number|null);

            /** FileOffer mode */
            mode?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a FileOffer. */
        type $Shape = homing.FileOffer.$Properties;
    }

    /**
     * Properties of a FolderOffer.
     * @deprecated Use homing.FolderOffer.$Properties instead.
     */
    interface IFolderOffer extends homing.FolderOffer.$Properties {
    }

    /** Represents a FolderOffer. */
    class FolderOffer {

        /**
         * Constructs a new FolderOffer.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.FolderOffer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** FolderOffer name. */
        name: string;

        /** FolderOffer size. */
        size: number;

        /** FolderOffer entries. */
        entries: number;

        /** FolderOffer chunkCount. */
        chunkCount: number;

        /** FolderOffer listingBytes. */
        listingBytes: number;

        /** FolderOffer listing. */
        listing: Uint8Array;

        /**
         * Creates a new FolderOffer instance using the specified properties.
         * @param [properties] Properties to set
         * @returns FolderOffer instance
         */
        static create(properties: homing.FolderOffer.$Shape): homing.FolderOffer & homing.FolderOffer.$Shape;
        static create(properties?: homing.FolderOffer.$Properties): homing.FolderOffer;

        /**
         * Encodes the specified FolderOffer message. Does not implicitly {@link homing.FolderOffer.verify|verify} messages.
         * @param message FolderOffer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.FolderOffer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a FolderOffer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.FolderOffer & homing.FolderOffer.$Shape} FolderOffer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.FolderOffer & homing.FolderOffer.$Shape;
    }

    namespace FolderOffer {

        /** Properties of a FolderOffer. */
        interface $Properties {

            /** FolderOffer name */
            name?: (string|null);

            /** FolderOffer size */
            size?: (number|null);

            /** FolderOffer entries */
            entries?: (number|null);

            /** FolderOffer chunkCount */
            chunkCount?: (number|null);

            /** FolderOffer listingBytes */
            listingBytes?: (number|null);

            /** FolderOffer listing */
            listing?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a FolderOffer. */
        type $Shape = homing.FolderOffer.$Properties;
    }

    /**
     * Properties of a StreamOffer.
     * @deprecated Use homing.StreamOffer.$Properties instead.
     */
    interface IStreamOffer extends homing.StreamOffer.$Properties {
    }

    /** Represents a StreamOffer. */
    class StreamOffer {

        /**
         * Constructs a new StreamOffer.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.StreamOffer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** StreamOffer name. */
        name: string;

        /** StreamOffer mtimeMs. */
        mtimeMs: number;

        /**
         * Creates a new StreamOffer instance using the specified properties.
         * @param [properties] Properties to set
         * @returns StreamOffer instance
         */
        static create(properties: homing.StreamOffer.$Shape): homing.StreamOffer & homing.StreamOffer.$Shape;
        static create(properties?: homing.StreamOffer.$Properties): homing.StreamOffer;

        /**
         * Encodes the specified StreamOffer message. Does not implicitly {@link homing.StreamOffer.verify|verify} messages.
         * @param message StreamOffer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.StreamOffer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a StreamOffer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.StreamOffer & homing.StreamOffer.$Shape} StreamOffer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.StreamOffer & homing.StreamOffer.$Shape;
    }

    namespace StreamOffer {

        /** Properties of a StreamOffer. */
        interface $Properties {

            /** StreamOffer name */
            name?: (string|null);

            /** StreamOffer mtimeMs */
            mtimeMs?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a StreamOffer. */
        type $Shape = homing.StreamOffer.$Properties;
    }

    /**
     * Properties of an OfferAnswer.
     * @deprecated Use homing.OfferAnswer.$Properties instead.
     */
    interface IOfferAnswer extends homing.OfferAnswer.$Properties {
    }

    /** Represents an OfferAnswer. */
    class OfferAnswer {

        /**
         * Constructs a new OfferAnswer.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.OfferAnswer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** OfferAnswer transfer. */
        transfer: string;

        /** OfferAnswer answer. */
        answer: string;

        /**
         * Creates a new OfferAnswer instance using the specified properties.
         * @param [properties] Properties to set
         * @returns OfferAnswer instance
         */
        static create(properties: homing.OfferAnswer.$Shape): homing.OfferAnswer & homing.OfferAnswer.$Shape;
        static create(properties?: homing.OfferAnswer.$Properties): homing.OfferAnswer;

        /**
         * Encodes the specified OfferAnswer message. Does not implicitly {@link homing.OfferAnswer.verify|verify} messages.
         * @param message OfferAnswer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.OfferAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an OfferAnswer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.OfferAnswer & homing.OfferAnswer.$Shape} OfferAnswer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.OfferAnswer & homing.OfferAnswer.$Shape;
    }

    namespace OfferAnswer {

        /** Properties of an OfferAnswer. */
        interface $Properties {

            /** OfferAnswer transfer */
            transfer?: (string|null);

            /** OfferAnswer answer */
            answer?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an OfferAnswer. */
        type $Shape = homing.OfferAnswer.$Properties;
    }

    /**
     * Properties of a TransferEnded.
     * @deprecated Use homing.TransferEnded.$Properties instead.
     */
    interface ITransferEnded extends homing.TransferEnded.$Properties {
    }

    /** Represents a TransferEnded. */
    class TransferEnded {

        /**
         * Constructs a new TransferEnded.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.TransferEnded.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TransferEnded transfer. */
        transfer: string;

        /** TransferEnded outcome. */
        outcome: string;

        /** TransferEnded root. */
        root: string;

        /** TransferEnded code. */
        code: string;

        /**
         * Creates a new TransferEnded instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TransferEnded instance
         */
        static create(properties: homing.TransferEnded.$Shape): homing.TransferEnded & homing.TransferEnded.$Shape;
        static create(properties?: homing.TransferEnded.$Properties): homing.TransferEnded;

        /**
         * Encodes the specified TransferEnded message. Does not implicitly {@link homing.TransferEnded.verify|verify} messages.
         * @param message TransferEnded message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.TransferEnded.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TransferEnded message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.TransferEnded & homing.TransferEnded.$Shape} TransferEnded
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.TransferEnded & homing.TransferEnded.$Shape;
    }

    namespace TransferEnded {

        /** Properties of a TransferEnded. */
        interface $Properties {

            /** TransferEnded transfer */
            transfer?: (string|null);

            /** TransferEnded outcome */
            outcome?: (string|null);

            /** TransferEnded root */
            root?: (string|null);

            /** TransferEnded code */
            code?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TransferEnded. */
        type $Shape = homing.TransferEnded.$Properties;
    }

    /**
     * Properties of a HomeFrame.
     * @deprecated Use homing.HomeFrame.$Properties instead.
     */
    interface IHomeFrame extends homing.HomeFrame.$Properties {
    }

    /** Represents a HomeFrame. */
    class HomeFrame {

        /**
         * Constructs a new HomeFrame.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.HomeFrame.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** HomeFrame request. */
        request?: (homing.HomeRequest.$Properties|null);

        /** HomeFrame answer. */
        answer?: (homing.HomeAnswer.$Properties|null);

        /** HomeFrame push. */
        push?: (homing.HomePush.$Properties|null);

        /** HomeFrame frame. */
        frame?: ("request"|"answer"|"push");

        /**
         * Creates a new HomeFrame instance using the specified properties.
         * @param [properties] Properties to set
         * @returns HomeFrame instance
         */
        static create(properties: homing.HomeFrame.$Shape): homing.HomeFrame & homing.HomeFrame.$Shape;
        static create(properties?: homing.HomeFrame.$Properties): homing.HomeFrame;

        /**
         * Encodes the specified HomeFrame message. Does not implicitly {@link homing.HomeFrame.verify|verify} messages.
         * @param message HomeFrame message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.HomeFrame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a HomeFrame message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.HomeFrame & homing.HomeFrame.$Shape} HomeFrame
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.HomeFrame & homing.HomeFrame.$Shape;
    }

    namespace HomeFrame {

        /** Properties of a HomeFrame. */
        interface $Properties {

            /** HomeFrame request */
            request?: (homing.HomeRequest.$Properties|null);

            /** HomeFrame answer */
            answer?: (homing.HomeAnswer.$Properties|null);

            /** HomeFrame push */
            push?: (homing.HomePush.$Properties|null);

            /** HomeFrame frame */
            frame?: ("request"|"answer"|"push");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a HomeFrame. */
        type $Shape = {
          request?: homing.HomeRequest.$Shape|null;
          answer?: homing.HomeAnswer.$Shape|null;
          push?: homing.HomePush.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ frame?: undefined; request?: null; answer?: null; push?: null }|{ frame?: "request"; request: homing.HomeRequest.$Shape; answer?: null; push?: null }|{ frame?: "answer"; request?: null; answer: homing.HomeAnswer.$Shape; push?: null }|{ frame?: "push"; request?: null; answer?: null; push: homing.HomePush.$Shape })
        );
    }

    /**
     * Properties of a HomeRequest.
     * @deprecated Use homing.HomeRequest.$Properties instead.
     */
    interface IHomeRequest extends homing.HomeRequest.$Properties {
    }

    /** Represents a HomeRequest. */
    class HomeRequest {

        /**
         * Constructs a new HomeRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.HomeRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** HomeRequest id. */
        id: number;

        /** HomeRequest hello. */
        hello?: (homing.Hello.$Properties|null);

        /** HomeRequest registerStart. */
        registerStart?: (homing.RegisterStart.$Properties|null);

        /** HomeRequest registerFinish. */
        registerFinish?: (homing.RegisterFinish.$Properties|null);

        /** HomeRequest loginStart. */
        loginStart?: (homing.LoginStart.$Properties|null);

        /** HomeRequest loginFinish. */
        loginFinish?: (homing.LoginFinish.$Properties|null);

        /** HomeRequest attach. */
        attach?: (homing.Attach.$Properties|null);

        /** HomeRequest ping. */
        ping?: (homing.Ping.$Properties|null);

        /** HomeRequest leave. */
        leave?: (homing.Leave.$Properties|null);

        /** HomeRequest acknowledgeEvents. */
        acknowledgeEvents?: (homing.AcknowledgeEvents.$Properties|null);

        /** HomeRequest setCard. */
        setCard?: (homing.SetCard.$Properties|null);

        /** HomeRequest self. */
        self?: (homing.Self.$Properties|null);

        /** HomeRequest setProfile. */
        setProfile?: (homing.SetProfile.$Properties|null);

        /** HomeRequest devices. */
        devices?: (homing.Devices.$Properties|null);

        /** HomeRequest revokeDevice. */
        revokeDevice?: (homing.RevokeDevice.$Properties|null);

        /** HomeRequest logout. */
        logout?: (homing.Logout.$Properties|null);

        /** HomeRequest createInvite. */
        createInvite?: (homing.CreateInvite.$Properties|null);

        /** HomeRequest setAvatar. */
        setAvatar?: (homing.SetAvatar.$Properties|null);

        /** HomeRequest avatar. */
        avatar?: (homing.AskAvatar.$Properties|null);

        /** HomeRequest friends. */
        friends?: (homing.Friends.$Properties|null);

        /** HomeRequest requestFriend. */
        requestFriend?: (homing.RequestFriend.$Properties|null);

        /** HomeRequest acceptFriend. */
        acceptFriend?: (homing.AcceptFriend.$Properties|null);

        /** HomeRequest declineFriend. */
        declineFriend?: (homing.DeclineFriend.$Properties|null);

        /** HomeRequest cancelFriend. */
        cancelFriend?: (homing.CancelFriend.$Properties|null);

        /** HomeRequest removeFriend. */
        removeFriend?: (homing.RemoveFriend.$Properties|null);

        /** HomeRequest blockAccount. */
        blockAccount?: (homing.BlockAccount.$Properties|null);

        /** HomeRequest unblockAccount. */
        unblockAccount?: (homing.UnblockAccount.$Properties|null);

        /** HomeRequest remarkFriend. */
        remarkFriend?: (homing.RemarkFriend.$Properties|null);

        /** HomeRequest reportAccount. */
        reportAccount?: (homing.ReportAccount.$Properties|null);

        /** HomeRequest sendMessage. */
        sendMessage?: (homing.SendMessage.$Properties|null);

        /** HomeRequest history. */
        history?: (homing.History.$Properties|null);

        /** HomeRequest markReceipt. */
        markReceipt?: (homing.MarkReceipt.$Properties|null);

        /** HomeRequest typing. */
        typing?: (homing.Typing.$Properties|null);

        /** HomeRequest spoolPut. */
        spoolPut?: (homing.SpoolPut.$Properties|null);

        /** HomeRequest spoolGet. */
        spoolGet?: (homing.SpoolGet.$Properties|null);

        /** HomeRequest spoolDrop. */
        spoolDrop?: (homing.SpoolDrop.$Properties|null);

        /** HomeRequest spoolUsage. */
        spoolUsage?: (homing.AskSpoolUsage.$Properties|null);

        /** HomeRequest call. */
        call?: ("hello"|"registerStart"|"registerFinish"|"loginStart"|"loginFinish"|"attach"|"ping"|"leave"|"acknowledgeEvents"|"setCard"|"self"|"setProfile"|"devices"|"revokeDevice"|"logout"|"createInvite"|"setAvatar"|"avatar"|"friends"|"requestFriend"|"acceptFriend"|"declineFriend"|"cancelFriend"|"removeFriend"|"blockAccount"|"unblockAccount"|"remarkFriend"|"reportAccount"|"sendMessage"|"history"|"markReceipt"|"typing"|"spoolPut"|"spoolGet"|"spoolDrop"|"spoolUsage");

        /**
         * Creates a new HomeRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns HomeRequest instance
         */
        static create(properties: homing.HomeRequest.$Shape): homing.HomeRequest & homing.HomeRequest.$Shape;
        static create(properties?: homing.HomeRequest.$Properties): homing.HomeRequest;

        /**
         * Encodes the specified HomeRequest message. Does not implicitly {@link homing.HomeRequest.verify|verify} messages.
         * @param message HomeRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.HomeRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a HomeRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.HomeRequest & homing.HomeRequest.$Shape} HomeRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.HomeRequest & homing.HomeRequest.$Shape;
    }

    namespace HomeRequest {

        /** Properties of a HomeRequest. */
        interface $Properties {

            /** HomeRequest id */
            id?: (number|null);

            /** HomeRequest hello */
            hello?: (homing.Hello.$Properties|null);

            /** HomeRequest registerStart */
            registerStart?: (homing.RegisterStart.$Properties|null);

            /** HomeRequest registerFinish */
            registerFinish?: (homing.RegisterFinish.$Properties|null);

            /** HomeRequest loginStart */
            loginStart?: (homing.LoginStart.$Properties|null);

            /** HomeRequest loginFinish */
            loginFinish?: (homing.LoginFinish.$Properties|null);

            /** HomeRequest attach */
            attach?: (homing.Attach.$Properties|null);

            /** HomeRequest ping */
            ping?: (homing.Ping.$Properties|null);

            /** HomeRequest leave */
            leave?: (homing.Leave.$Properties|null);

            /** HomeRequest acknowledgeEvents */
            acknowledgeEvents?: (homing.AcknowledgeEvents.$Properties|null);

            /** HomeRequest setCard */
            setCard?: (homing.SetCard.$Properties|null);

            /** HomeRequest self */
            self?: (homing.Self.$Properties|null);

            /** HomeRequest setProfile */
            setProfile?: (homing.SetProfile.$Properties|null);

            /** HomeRequest devices */
            devices?: (homing.Devices.$Properties|null);

            /** HomeRequest revokeDevice */
            revokeDevice?: (homing.RevokeDevice.$Properties|null);

            /** HomeRequest logout */
            logout?: (homing.Logout.$Properties|null);

            /** HomeRequest createInvite */
            createInvite?: (homing.CreateInvite.$Properties|null);

            /** HomeRequest setAvatar */
            setAvatar?: (homing.SetAvatar.$Properties|null);

            /** HomeRequest avatar */
            avatar?: (homing.AskAvatar.$Properties|null);

            /** HomeRequest friends */
            friends?: (homing.Friends.$Properties|null);

            /** HomeRequest requestFriend */
            requestFriend?: (homing.RequestFriend.$Properties|null);

            /** HomeRequest acceptFriend */
            acceptFriend?: (homing.AcceptFriend.$Properties|null);

            /** HomeRequest declineFriend */
            declineFriend?: (homing.DeclineFriend.$Properties|null);

            /** HomeRequest cancelFriend */
            cancelFriend?: (homing.CancelFriend.$Properties|null);

            /** HomeRequest removeFriend */
            removeFriend?: (homing.RemoveFriend.$Properties|null);

            /** HomeRequest blockAccount */
            blockAccount?: (homing.BlockAccount.$Properties|null);

            /** HomeRequest unblockAccount */
            unblockAccount?: (homing.UnblockAccount.$Properties|null);

            /** HomeRequest remarkFriend */
            remarkFriend?: (homing.RemarkFriend.$Properties|null);

            /** HomeRequest reportAccount */
            reportAccount?: (homing.ReportAccount.$Properties|null);

            /** HomeRequest sendMessage */
            sendMessage?: (homing.SendMessage.$Properties|null);

            /** HomeRequest history */
            history?: (homing.History.$Properties|null);

            /** HomeRequest markReceipt */
            markReceipt?: (homing.MarkReceipt.$Properties|null);

            /** HomeRequest typing */
            typing?: (homing.Typing.$Properties|null);

            /** HomeRequest spoolPut */
            spoolPut?: (homing.SpoolPut.$Properties|null);

            /** HomeRequest spoolGet */
            spoolGet?: (homing.SpoolGet.$Properties|null);

            /** HomeRequest spoolDrop */
            spoolDrop?: (homing.SpoolDrop.$Properties|null);

            /** HomeRequest spoolUsage */
            spoolUsage?: (homing.AskSpoolUsage.$Properties|null);

            /** HomeRequest call */
            call?: ("hello"|"registerStart"|"registerFinish"|"loginStart"|"loginFinish"|"attach"|"ping"|"leave"|"acknowledgeEvents"|"setCard"|"self"|"setProfile"|"devices"|"revokeDevice"|"logout"|"createInvite"|"setAvatar"|"avatar"|"friends"|"requestFriend"|"acceptFriend"|"declineFriend"|"cancelFriend"|"removeFriend"|"blockAccount"|"unblockAccount"|"remarkFriend"|"reportAccount"|"sendMessage"|"history"|"markReceipt"|"typing"|"spoolPut"|"spoolGet"|"spoolDrop"|"spoolUsage");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a HomeRequest. */
        type $Shape = {
          id?: number|null;
          hello?: homing.Hello.$Shape|null;
          registerStart?: homing.RegisterStart.$Shape|null;
          registerFinish?: homing.RegisterFinish.$Shape|null;
          loginStart?: homing.LoginStart.$Shape|null;
          loginFinish?: homing.LoginFinish.$Shape|null;
          attach?: homing.Attach.$Shape|null;
          ping?: homing.Ping.$Shape|null;
          leave?: homing.Leave.$Shape|null;
          acknowledgeEvents?: homing.AcknowledgeEvents.$Shape|null;
          setCard?: homing.SetCard.$Shape|null;
          self?: homing.Self.$Shape|null;
          setProfile?: homing.SetProfile.$Shape|null;
          devices?: homing.Devices.$Shape|null;
          revokeDevice?: homing.RevokeDevice.$Shape|null;
          logout?: homing.Logout.$Shape|null;
          createInvite?: homing.CreateInvite.$Shape|null;
          setAvatar?: homing.SetAvatar.$Shape|null;
          avatar?: homing.AskAvatar.$Shape|null;
          friends?: homing.Friends.$Shape|null;
          requestFriend?: homing.RequestFriend.$Shape|null;
          acceptFriend?: homing.AcceptFriend.$Shape|null;
          declineFriend?: homing.DeclineFriend.$Shape|null;
          cancelFriend?: homing.CancelFriend.$Shape|null;
          removeFriend?: homing.RemoveFriend.$Shape|null;
          blockAccount?: homing.BlockAccount.$Shape|null;
          unblockAccount?: homing.UnblockAccount.$Shape|null;
          remarkFriend?: homing.RemarkFriend.$Shape|null;
          reportAccount?: homing.ReportAccount.$Shape|null;
          sendMessage?: homing.SendMessage.$Shape|null;
          history?: homing.History.$Shape|null;
          markReceipt?: homing.MarkReceipt.$Shape|null;
          typing?: homing.Typing.$Shape|null;
          spoolPut?: homing.SpoolPut.$Shape|null;
          spoolGet?: homing.SpoolGet.$Shape|null;
          spoolDrop?: homing.SpoolDrop.$Shape|null;
          spoolUsage?: homing.AskSpoolUsage.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ call?: undefined; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "hello"; hello: homing.Hello.$Shape; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "registerStart"; hello?: null; registerStart: homing.RegisterStart.$Shape; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "registerFinish"; hello?: null; registerStart?: null; registerFinish: homing.RegisterFinish.$Shape; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "loginStart"; hello?: null; registerStart?: null; registerFinish?: null; loginStart: homing.LoginStart.$Shape; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "loginFinish"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish: homing.LoginFinish.$Shape; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "attach"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach: homing.Attach.$Shape; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "ping"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping: homing.Ping.$Shape; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "leave"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave: homing.Leave.$Shape; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "acknowledgeEvents"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents: homing.AcknowledgeEvents.$Shape; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "setCard"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard: homing.SetCard.$Shape; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "self"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self: homing.Self.$Shape; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "setProfile"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile: homing.SetProfile.$Shape; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "devices"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices: homing.Devices.$Shape; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "revokeDevice"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice: homing.RevokeDevice.$Shape; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "logout"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout: homing.Logout.$Shape; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "createInvite"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite: homing.CreateInvite.$Shape; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "setAvatar"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar: homing.SetAvatar.$Shape; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "avatar"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar: homing.AskAvatar.$Shape; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "friends"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends: homing.Friends.$Shape; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "requestFriend"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend: homing.RequestFriend.$Shape; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "acceptFriend"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend: homing.AcceptFriend.$Shape; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "declineFriend"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend: homing.DeclineFriend.$Shape; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "cancelFriend"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend: homing.CancelFriend.$Shape; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "removeFriend"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend: homing.RemoveFriend.$Shape; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "blockAccount"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount: homing.BlockAccount.$Shape; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "unblockAccount"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount: homing.UnblockAccount.$Shape; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "remarkFriend"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend: homing.RemarkFriend.$Shape; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "reportAccount"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount: homing.ReportAccount.$Shape; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "sendMessage"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage: homing.SendMessage.$Shape; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "history"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history: homing.History.$Shape; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "markReceipt"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt: homing.MarkReceipt.$Shape; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "typing"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing: homing.Typing.$Shape; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "spoolPut"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut: homing.SpoolPut.$Shape; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ call?: "spoolGet"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet: homing.SpoolGet.$Shape; spoolDrop?: null; spoolUsage?: null }|{ call?: "spoolDrop"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop: homing.SpoolDrop.$Shape; spoolUsage?: null }|{ call?: "spoolUsage"; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage: homing.AskSpoolUsage.$Shape })
        );
    }

    /**
     * Properties of a HomeAnswer.
     * @deprecated Use homing.HomeAnswer.$Properties instead.
     */
    interface IHomeAnswer extends homing.HomeAnswer.$Properties {
    }

    /** Represents a HomeAnswer. */
    class HomeAnswer {

        /**
         * Constructs a new HomeAnswer.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.HomeAnswer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** HomeAnswer id. */
        id: number;

        /** HomeAnswer refusal. */
        refusal?: (homing.Refusal.$Properties|null);

        /** HomeAnswer hello. */
        hello?: (homing.HelloAnswer.$Properties|null);

        /** HomeAnswer registerStart. */
        registerStart?: (homing.RegisterStartAnswer.$Properties|null);

        /** HomeAnswer registerFinish. */
        registerFinish?: (homing.SignedIn.$Properties|null);

        /** HomeAnswer loginStart. */
        loginStart?: (homing.LoginStartAnswer.$Properties|null);

        /** HomeAnswer loginFinish. */
        loginFinish?: (homing.SignedIn.$Properties|null);

        /** HomeAnswer attach. */
        attach?: (homing.Attached.$Properties|null);

        /** HomeAnswer ping. */
        ping?: (homing.Pong.$Properties|null);

        /** HomeAnswer leave. */
        leave?: (homing.Done.$Properties|null);

        /** HomeAnswer acknowledgeEvents. */
        acknowledgeEvents?: (homing.Done.$Properties|null);

        /** HomeAnswer setCard. */
        setCard?: (homing.Done.$Properties|null);

        /** HomeAnswer self. */
        self?: (homing.Profile.$Properties|null);

        /** HomeAnswer setProfile. */
        setProfile?: (homing.Profile.$Properties|null);

        /** HomeAnswer devices. */
        devices?: (homing.DevicesAnswer.$Properties|null);

        /** HomeAnswer revokeDevice. */
        revokeDevice?: (homing.Done.$Properties|null);

        /** HomeAnswer logout. */
        logout?: (homing.Done.$Properties|null);

        /** HomeAnswer createInvite. */
        createInvite?: (homing.Invite.$Properties|null);

        /** HomeAnswer setAvatar. */
        setAvatar?: (homing.Profile.$Properties|null);

        /** HomeAnswer avatar. */
        avatar?: (homing.Avatar.$Properties|null);

        /** HomeAnswer friends. */
        friends?: (homing.FriendsAnswer.$Properties|null);

        /** HomeAnswer requestFriend. */
        requestFriend?: (homing.Friend.$Properties|null);

        /** HomeAnswer acceptFriend. */
        acceptFriend?: (homing.Friend.$Properties|null);

        /** HomeAnswer declineFriend. */
        declineFriend?: (homing.Friend.$Properties|null);

        /** HomeAnswer cancelFriend. */
        cancelFriend?: (homing.Friend.$Properties|null);

        /** HomeAnswer removeFriend. */
        removeFriend?: (homing.Friend.$Properties|null);

        /** HomeAnswer blockAccount. */
        blockAccount?: (homing.Friend.$Properties|null);

        /** HomeAnswer unblockAccount. */
        unblockAccount?: (homing.Friend.$Properties|null);

        /** HomeAnswer remarkFriend. */
        remarkFriend?: (homing.Friend.$Properties|null);

        /** HomeAnswer reportAccount. */
        reportAccount?: (homing.Done.$Properties|null);

        /** HomeAnswer sendMessage. */
        sendMessage?: (homing.Stored.$Properties|null);

        /** HomeAnswer history. */
        history?: (homing.HistoryAnswer.$Properties|null);

        /** HomeAnswer markReceipt. */
        markReceipt?: (homing.Done.$Properties|null);

        /** HomeAnswer typing. */
        typing?: (homing.Done.$Properties|null);

        /** HomeAnswer spoolPut. */
        spoolPut?: (homing.SpoolPutAnswer.$Properties|null);

        /** HomeAnswer spoolGet. */
        spoolGet?: (homing.SpoolGetAnswer.$Properties|null);

        /** HomeAnswer spoolDrop. */
        spoolDrop?: (homing.Done.$Properties|null);

        /** HomeAnswer spoolUsage. */
        spoolUsage?: (homing.SpoolUsage.$Properties|null);

        /** HomeAnswer result. */
        result?: ("refusal"|"hello"|"registerStart"|"registerFinish"|"loginStart"|"loginFinish"|"attach"|"ping"|"leave"|"acknowledgeEvents"|"setCard"|"self"|"setProfile"|"devices"|"revokeDevice"|"logout"|"createInvite"|"setAvatar"|"avatar"|"friends"|"requestFriend"|"acceptFriend"|"declineFriend"|"cancelFriend"|"removeFriend"|"blockAccount"|"unblockAccount"|"remarkFriend"|"reportAccount"|"sendMessage"|"history"|"markReceipt"|"typing"|"spoolPut"|"spoolGet"|"spoolDrop"|"spoolUsage");

        /**
         * Creates a new HomeAnswer instance using the specified properties.
         * @param [properties] Properties to set
         * @returns HomeAnswer instance
         */
        static create(properties: homing.HomeAnswer.$Shape): homing.HomeAnswer & homing.HomeAnswer.$Shape;
        static create(properties?: homing.HomeAnswer.$Properties): homing.HomeAnswer;

        /**
         * Encodes the specified HomeAnswer message. Does not implicitly {@link homing.HomeAnswer.verify|verify} messages.
         * @param message HomeAnswer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.HomeAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a HomeAnswer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.HomeAnswer & homing.HomeAnswer.$Shape} HomeAnswer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.HomeAnswer & homing.HomeAnswer.$Shape;
    }

    namespace HomeAnswer {

        /** Properties of a HomeAnswer. */
        interface $Properties {

            /** HomeAnswer id */
            id?: (number|null);

            /** HomeAnswer refusal */
            refusal?: (homing.Refusal.$Properties|null);

            /** HomeAnswer hello */
            hello?: (homing.HelloAnswer.$Properties|null);

            /** HomeAnswer registerStart */
            registerStart?: (homing.RegisterStartAnswer.$Properties|null);

            /** HomeAnswer registerFinish */
            registerFinish?: (homing.SignedIn.$Properties|null);

            /** HomeAnswer loginStart */
            loginStart?: (homing.LoginStartAnswer.$Properties|null);

            /** HomeAnswer loginFinish */
            loginFinish?: (homing.SignedIn.$Properties|null);

            /** HomeAnswer attach */
            attach?: (homing.Attached.$Properties|null);

            /** HomeAnswer ping */
            ping?: (homing.Pong.$Properties|null);

            /** HomeAnswer leave */
            leave?: (homing.Done.$Properties|null);

            /** HomeAnswer acknowledgeEvents */
            acknowledgeEvents?: (homing.Done.$Properties|null);

            /** HomeAnswer setCard */
            setCard?: (homing.Done.$Properties|null);

            /** HomeAnswer self */
            self?: (homing.Profile.$Properties|null);

            /** HomeAnswer setProfile */
            setProfile?: (homing.Profile.$Properties|null);

            /** HomeAnswer devices */
            devices?: (homing.DevicesAnswer.$Properties|null);

            /** HomeAnswer revokeDevice */
            revokeDevice?: (homing.Done.$Properties|null);

            /** HomeAnswer logout */
            logout?: (homing.Done.$Properties|null);

            /** HomeAnswer createInvite */
            createInvite?: (homing.Invite.$Properties|null);

            /** HomeAnswer setAvatar */
            setAvatar?: (homing.Profile.$Properties|null);

            /** HomeAnswer avatar */
            avatar?: (homing.Avatar.$Properties|null);

            /** HomeAnswer friends */
            friends?: (homing.FriendsAnswer.$Properties|null);

            /** HomeAnswer requestFriend */
            requestFriend?: (homing.Friend.$Properties|null);

            /** HomeAnswer acceptFriend */
            acceptFriend?: (homing.Friend.$Properties|null);

            /** HomeAnswer declineFriend */
            declineFriend?: (homing.Friend.$Properties|null);

            /** HomeAnswer cancelFriend */
            cancelFriend?: (homing.Friend.$Properties|null);

            /** HomeAnswer removeFriend */
            removeFriend?: (homing.Friend.$Properties|null);

            /** HomeAnswer blockAccount */
            blockAccount?: (homing.Friend.$Properties|null);

            /** HomeAnswer unblockAccount */
            unblockAccount?: (homing.Friend.$Properties|null);

            /** HomeAnswer remarkFriend */
            remarkFriend?: (homing.Friend.$Properties|null);

            /** HomeAnswer reportAccount */
            reportAccount?: (homing.Done.$Properties|null);

            /** HomeAnswer sendMessage */
            sendMessage?: (homing.Stored.$Properties|null);

            /** HomeAnswer history */
            history?: (homing.HistoryAnswer.$Properties|null);

            /** HomeAnswer markReceipt */
            markReceipt?: (homing.Done.$Properties|null);

            /** HomeAnswer typing */
            typing?: (homing.Done.$Properties|null);

            /** HomeAnswer spoolPut */
            spoolPut?: (homing.SpoolPutAnswer.$Properties|null);

            /** HomeAnswer spoolGet */
            spoolGet?: (homing.SpoolGetAnswer.$Properties|null);

            /** HomeAnswer spoolDrop */
            spoolDrop?: (homing.Done.$Properties|null);

            /** HomeAnswer spoolUsage */
            spoolUsage?: (homing.SpoolUsage.$Properties|null);

            /** HomeAnswer result */
            result?: ("refusal"|"hello"|"registerStart"|"registerFinish"|"loginStart"|"loginFinish"|"attach"|"ping"|"leave"|"acknowledgeEvents"|"setCard"|"self"|"setProfile"|"devices"|"revokeDevice"|"logout"|"createInvite"|"setAvatar"|"avatar"|"friends"|"requestFriend"|"acceptFriend"|"declineFriend"|"cancelFriend"|"removeFriend"|"blockAccount"|"unblockAccount"|"remarkFriend"|"reportAccount"|"sendMessage"|"history"|"markReceipt"|"typing"|"spoolPut"|"spoolGet"|"spoolDrop"|"spoolUsage");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a HomeAnswer. */
        type $Shape = {
          id?: number|null;
          refusal?: homing.Refusal.$Shape|null;
          hello?: homing.HelloAnswer.$Shape|null;
          registerStart?: homing.RegisterStartAnswer.$Shape|null;
          registerFinish?: homing.SignedIn.$Shape|null;
          loginStart?: homing.LoginStartAnswer.$Shape|null;
          loginFinish?: homing.SignedIn.$Shape|null;
          attach?: homing.Attached.$Shape|null;
          ping?: homing.Pong.$Shape|null;
          leave?: homing.Done.$Shape|null;
          acknowledgeEvents?: homing.Done.$Shape|null;
          setCard?: homing.Done.$Shape|null;
          self?: homing.Profile.$Shape|null;
          setProfile?: homing.Profile.$Shape|null;
          devices?: homing.DevicesAnswer.$Shape|null;
          revokeDevice?: homing.Done.$Shape|null;
          logout?: homing.Done.$Shape|null;
          createInvite?: homing.Invite.$Shape|null;
          setAvatar?: homing.Profile.$Shape|null;
          avatar?: homing.Avatar.$Shape|null;
          friends?: homing.FriendsAnswer.$Shape|null;
          requestFriend?: homing.Friend.$Shape|null;
          acceptFriend?: homing.Friend.$Shape|null;
          declineFriend?: homing.Friend.$Shape|null;
          cancelFriend?: homing.Friend.$Shape|null;
          removeFriend?: homing.Friend.$Shape|null;
          blockAccount?: homing.Friend.$Shape|null;
          unblockAccount?: homing.Friend.$Shape|null;
          remarkFriend?: homing.Friend.$Shape|null;
          reportAccount?: homing.Done.$Shape|null;
          sendMessage?: homing.Stored.$Shape|null;
          history?: homing.HistoryAnswer.$Shape|null;
          markReceipt?: homing.Done.$Shape|null;
          typing?: homing.Done.$Shape|null;
          spoolPut?: homing.SpoolPutAnswer.$Shape|null;
          spoolGet?: homing.SpoolGetAnswer.$Shape|null;
          spoolDrop?: homing.Done.$Shape|null;
          spoolUsage?: homing.SpoolUsage.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ result?: undefined; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "refusal"; refusal: homing.Refusal.$Shape; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "hello"; refusal?: null; hello: homing.HelloAnswer.$Shape; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "registerStart"; refusal?: null; hello?: null; registerStart: homing.RegisterStartAnswer.$Shape; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "registerFinish"; refusal?: null; hello?: null; registerStart?: null; registerFinish: homing.SignedIn.$Shape; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "loginStart"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart: homing.LoginStartAnswer.$Shape; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "loginFinish"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish: homing.SignedIn.$Shape; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "attach"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach: homing.Attached.$Shape; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "ping"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping: homing.Pong.$Shape; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "leave"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave: homing.Done.$Shape; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "acknowledgeEvents"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents: homing.Done.$Shape; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "setCard"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard: homing.Done.$Shape; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "self"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self: homing.Profile.$Shape; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "setProfile"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile: homing.Profile.$Shape; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "devices"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices: homing.DevicesAnswer.$Shape; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "revokeDevice"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice: homing.Done.$Shape; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "logout"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout: homing.Done.$Shape; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "createInvite"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite: homing.Invite.$Shape; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "setAvatar"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar: homing.Profile.$Shape; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "avatar"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar: homing.Avatar.$Shape; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "friends"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends: homing.FriendsAnswer.$Shape; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "requestFriend"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend: homing.Friend.$Shape; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "acceptFriend"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend: homing.Friend.$Shape; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "declineFriend"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend: homing.Friend.$Shape; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "cancelFriend"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend: homing.Friend.$Shape; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "removeFriend"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend: homing.Friend.$Shape; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "blockAccount"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount: homing.Friend.$Shape; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "unblockAccount"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount: homing.Friend.$Shape; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "remarkFriend"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend: homing.Friend.$Shape; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "reportAccount"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount: homing.Done.$Shape; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "sendMessage"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage: homing.Stored.$Shape; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "history"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history: homing.HistoryAnswer.$Shape; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "markReceipt"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt: homing.Done.$Shape; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "typing"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing: homing.Done.$Shape; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "spoolPut"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut: homing.SpoolPutAnswer.$Shape; spoolGet?: null; spoolDrop?: null; spoolUsage?: null }|{ result?: "spoolGet"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet: homing.SpoolGetAnswer.$Shape; spoolDrop?: null; spoolUsage?: null }|{ result?: "spoolDrop"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop: homing.Done.$Shape; spoolUsage?: null }|{ result?: "spoolUsage"; refusal?: null; hello?: null; registerStart?: null; registerFinish?: null; loginStart?: null; loginFinish?: null; attach?: null; ping?: null; leave?: null; acknowledgeEvents?: null; setCard?: null; self?: null; setProfile?: null; devices?: null; revokeDevice?: null; logout?: null; createInvite?: null; setAvatar?: null; avatar?: null; friends?: null; requestFriend?: null; acceptFriend?: null; declineFriend?: null; cancelFriend?: null; removeFriend?: null; blockAccount?: null; unblockAccount?: null; remarkFriend?: null; reportAccount?: null; sendMessage?: null; history?: null; markReceipt?: null; typing?: null; spoolPut?: null; spoolGet?: null; spoolDrop?: null; spoolUsage: homing.SpoolUsage.$Shape })
        );
    }

    /**
     * Properties of a HomePush.
     * @deprecated Use homing.HomePush.$Properties instead.
     */
    interface IHomePush extends homing.HomePush.$Properties {
    }

    /** Represents a HomePush. */
    class HomePush {

        /**
         * Constructs a new HomePush.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.HomePush.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** HomePush events. */
        events?: (homing.Events.$Properties|null);

        /** HomePush caughtUp. */
        caughtUp?: (homing.CaughtUp.$Properties|null);

        /** HomePush presence. */
        presence?: (homing.Presence.$Properties|null);

        /** HomePush typing. */
        typing?: (homing.TypingSeen.$Properties|null);

        /** HomePush goAway. */
        goAway?: (homing.GoAway.$Properties|null);

        /** HomePush loggedOut. */
        loggedOut?: (homing.LoggedOut.$Properties|null);

        /** HomePush push. */
        push?: ("events"|"caughtUp"|"presence"|"typing"|"goAway"|"loggedOut");

        /**
         * Creates a new HomePush instance using the specified properties.
         * @param [properties] Properties to set
         * @returns HomePush instance
         */
        static create(properties: homing.HomePush.$Shape): homing.HomePush & homing.HomePush.$Shape;
        static create(properties?: homing.HomePush.$Properties): homing.HomePush;

        /**
         * Encodes the specified HomePush message. Does not implicitly {@link homing.HomePush.verify|verify} messages.
         * @param message HomePush message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.HomePush.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a HomePush message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.HomePush & homing.HomePush.$Shape} HomePush
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.HomePush & homing.HomePush.$Shape;
    }

    namespace HomePush {

        /** Properties of a HomePush. */
        interface $Properties {

            /** HomePush events */
            events?: (homing.Events.$Properties|null);

            /** HomePush caughtUp */
            caughtUp?: (homing.CaughtUp.$Properties|null);

            /** HomePush presence */
            presence?: (homing.Presence.$Properties|null);

            /** HomePush typing */
            typing?: (homing.TypingSeen.$Properties|null);

            /** HomePush goAway */
            goAway?: (homing.GoAway.$Properties|null);

            /** HomePush loggedOut */
            loggedOut?: (homing.LoggedOut.$Properties|null);

            /** HomePush push */
            push?: ("events"|"caughtUp"|"presence"|"typing"|"goAway"|"loggedOut");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a HomePush. */
        type $Shape = {
          events?: homing.Events.$Shape|null;
          caughtUp?: homing.CaughtUp.$Shape|null;
          presence?: homing.Presence.$Shape|null;
          typing?: homing.TypingSeen.$Shape|null;
          goAway?: homing.GoAway.$Shape|null;
          loggedOut?: homing.LoggedOut.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ push?: undefined; events?: null; caughtUp?: null; presence?: null; typing?: null; goAway?: null; loggedOut?: null }|{ push?: "events"; events: homing.Events.$Shape; caughtUp?: null; presence?: null; typing?: null; goAway?: null; loggedOut?: null }|{ push?: "caughtUp"; events?: null; caughtUp: homing.CaughtUp.$Shape; presence?: null; typing?: null; goAway?: null; loggedOut?: null }|{ push?: "presence"; events?: null; caughtUp?: null; presence: homing.Presence.$Shape; typing?: null; goAway?: null; loggedOut?: null }|{ push?: "typing"; events?: null; caughtUp?: null; presence?: null; typing: homing.TypingSeen.$Shape; goAway?: null; loggedOut?: null }|{ push?: "goAway"; events?: null; caughtUp?: null; presence?: null; typing?: null; goAway: homing.GoAway.$Shape; loggedOut?: null }|{ push?: "loggedOut"; events?: null; caughtUp?: null; presence?: null; typing?: null; goAway?: null; loggedOut: homing.LoggedOut.$Shape })
        );
    }

    /**
     * Properties of a Refusal.
     * @deprecated Use homing.Refusal.$Properties instead.
     */
    interface IRefusal extends homing.Refusal.$Properties {
    }

    /** Represents a Refusal. */
    class Refusal {

        /**
         * Constructs a new Refusal.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.Refusal.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Refusal code. */
        code: string;

        /** Refusal retryAfterMs. */
        retryAfterMs: number;

        /** Refusal limit. */
        limit: string;

        /**
         * Creates a new Refusal instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Refusal instance
         */
        static create(properties: homing.Refusal.$Shape): homing.Refusal & homing.Refusal.$Shape;
        static create(properties?: homing.Refusal.$Properties): homing.Refusal;

        /**
         * Encodes the specified Refusal message. Does not implicitly {@link homing.Refusal.verify|verify} messages.
         * @param message Refusal message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.Refusal.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Refusal message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.Refusal & homing.Refusal.$Shape} Refusal
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.Refusal & homing.Refusal.$Shape;
    }

    namespace Refusal {

        /** Properties of a Refusal. */
        interface $Properties {

            /** Refusal code */
            code?: (string|null);

            /** Refusal retryAfterMs */
            retryAfterMs?: (number|null);

            /** Refusal limit */
            limit?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Refusal. */
        type $Shape = homing.Refusal.$Properties;
    }

    /**
     * Properties of a Done.
     * @deprecated Use homing.Done.$Properties instead.
     */
    interface IDone extends homing.Done.$Properties {
    }

    /** Represents a Done. */
    class Done {

        /**
         * Constructs a new Done.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.Done.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new Done instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Done instance
         */
        static create(properties: homing.Done.$Shape): homing.Done & homing.Done.$Shape;
        static create(properties?: homing.Done.$Properties): homing.Done;

        /**
         * Encodes the specified Done message. Does not implicitly {@link homing.Done.verify|verify} messages.
         * @param message Done message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.Done.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Done message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.Done & homing.Done.$Shape} Done
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.Done & homing.Done.$Shape;
    }

    namespace Done {

        /** Properties of a Done. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Done. */
        type $Shape = homing.Done.$Properties;
    }

    /**
     * Properties of a Hello.
     * @deprecated Use homing.Hello.$Properties instead.
     */
    interface IHello extends homing.Hello.$Properties {
    }

    /** Represents a Hello. */
    class Hello {

        /**
         * Constructs a new Hello.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.Hello.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Hello program. */
        program: string;

        /**
         * Creates a new Hello instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Hello instance
         */
        static create(properties: homing.Hello.$Shape): homing.Hello & homing.Hello.$Shape;
        static create(properties?: homing.Hello.$Properties): homing.Hello;

        /**
         * Encodes the specified Hello message. Does not implicitly {@link homing.Hello.verify|verify} messages.
         * @param message Hello message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.Hello.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Hello message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.Hello & homing.Hello.$Shape} Hello
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.Hello & homing.Hello.$Shape;
    }

    namespace Hello {

        /** Properties of a Hello. */
        interface $Properties {

            /** Hello program */
            program?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Hello. */
        type $Shape = homing.Hello.$Properties;
    }

    /**
     * Properties of a HelloAnswer.
     * @deprecated Use homing.HelloAnswer.$Properties instead.
     */
    interface IHelloAnswer extends homing.HelloAnswer.$Properties {
    }

    /** Represents a HelloAnswer. */
    class HelloAnswer {

        /**
         * Constructs a new HelloAnswer.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.HelloAnswer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** HelloAnswer home. */
        home: string;

        /** HelloAnswer program. */
        program: string;

        /** HelloAnswer registration. */
        registration: string;

        /**
         * Creates a new HelloAnswer instance using the specified properties.
         * @param [properties] Properties to set
         * @returns HelloAnswer instance
         */
        static create(properties: homing.HelloAnswer.$Shape): homing.HelloAnswer & homing.HelloAnswer.$Shape;
        static create(properties?: homing.HelloAnswer.$Properties): homing.HelloAnswer;

        /**
         * Encodes the specified HelloAnswer message. Does not implicitly {@link homing.HelloAnswer.verify|verify} messages.
         * @param message HelloAnswer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.HelloAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a HelloAnswer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.HelloAnswer & homing.HelloAnswer.$Shape} HelloAnswer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.HelloAnswer & homing.HelloAnswer.$Shape;
    }

    namespace HelloAnswer {

        /** Properties of a HelloAnswer. */
        interface $Properties {

            /** HelloAnswer home */
            home?: (string|null);

            /** HelloAnswer program */
            program?: (string|null);

            /** HelloAnswer registration */
            registration?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a HelloAnswer. */
        type $Shape = homing.HelloAnswer.$Properties;
    }

    /**
     * Properties of a RegisterStart.
     * @deprecated Use homing.RegisterStart.$Properties instead.
     */
    interface IRegisterStart extends homing.RegisterStart.$Properties {
    }

    /** Represents a RegisterStart. */
    class RegisterStart {

        /**
         * Constructs a new RegisterStart.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.RegisterStart.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RegisterStart name. */
        name: string;

        /** RegisterStart request. */
        request: string;

        /** RegisterStart invite. */
        invite: string;

        /**
         * Creates a new RegisterStart instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RegisterStart instance
         */
        static create(properties: homing.RegisterStart.$Shape): homing.RegisterStart & homing.RegisterStart.$Shape;
        static create(properties?: homing.RegisterStart.$Properties): homing.RegisterStart;

        /**
         * Encodes the specified RegisterStart message. Does not implicitly {@link homing.RegisterStart.verify|verify} messages.
         * @param message RegisterStart message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.RegisterStart.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RegisterStart message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.RegisterStart & homing.RegisterStart.$Shape} RegisterStart
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.RegisterStart & homing.RegisterStart.$Shape;
    }

    namespace RegisterStart {

        /** Properties of a RegisterStart. */
        interface $Properties {

            /** RegisterStart name */
            name?: (string|null);

            /** RegisterStart request */
            request?: (string|null);

            /** RegisterStart invite */
            invite?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RegisterStart. */
        type $Shape = homing.RegisterStart.$Properties;
    }

    /**
     * Properties of a RegisterStartAnswer.
     * @deprecated Use homing.RegisterStartAnswer.$Properties instead.
     */
    interface IRegisterStartAnswer extends homing.RegisterStartAnswer.$Properties {
    }

    /** Represents a RegisterStartAnswer. */
    class RegisterStartAnswer {

        /**
         * Constructs a new RegisterStartAnswer.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.RegisterStartAnswer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RegisterStartAnswer response. */
        response: string;

        /**
         * Creates a new RegisterStartAnswer instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RegisterStartAnswer instance
         */
        static create(properties: homing.RegisterStartAnswer.$Shape): homing.RegisterStartAnswer & homing.RegisterStartAnswer.$Shape;
        static create(properties?: homing.RegisterStartAnswer.$Properties): homing.RegisterStartAnswer;

        /**
         * Encodes the specified RegisterStartAnswer message. Does not implicitly {@link homing.RegisterStartAnswer.verify|verify} messages.
         * @param message RegisterStartAnswer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.RegisterStartAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RegisterStartAnswer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.RegisterStartAnswer & homing.RegisterStartAnswer.$Shape} RegisterStartAnswer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.RegisterStartAnswer & homing.RegisterStartAnswer.$Shape;
    }

    namespace RegisterStartAnswer {

        /** Properties of a RegisterStartAnswer. */
        interface $Properties {

            /** RegisterStartAnswer response */
            response?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RegisterStartAnswer. */
        type $Shape = homing.RegisterStartAnswer.$Properties;
    }

    /**
     * Properties of a RegisterFinish.
     * @deprecated Use homing.RegisterFinish.$Properties instead.
     */
    interface IRegisterFinish extends homing.RegisterFinish.$Properties {
    }

    /** Represents a RegisterFinish. */
    class RegisterFinish {

        /**
         * Constructs a new RegisterFinish.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.RegisterFinish.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RegisterFinish name. */
        name: string;

        /** RegisterFinish record. */
        record: string;

        /** RegisterFinish invite. */
        invite: string;

        /** RegisterFinish displayName. */
        displayName: string;

        /** RegisterFinish deviceName. */
        deviceName: string;

        /**
         * Creates a new RegisterFinish instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RegisterFinish instance
         */
        static create(properties: homing.RegisterFinish.$Shape): homing.RegisterFinish & homing.RegisterFinish.$Shape;
        static create(properties?: homing.RegisterFinish.$Properties): homing.RegisterFinish;

        /**
         * Encodes the specified RegisterFinish message. Does not implicitly {@link homing.RegisterFinish.verify|verify} messages.
         * @param message RegisterFinish message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.RegisterFinish.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RegisterFinish message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.RegisterFinish & homing.RegisterFinish.$Shape} RegisterFinish
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.RegisterFinish & homing.RegisterFinish.$Shape;
    }

    namespace RegisterFinish {

        /** Properties of a RegisterFinish. */
        interface $Properties {

            /** RegisterFinish name */
            name?: (string|null);

            /** RegisterFinish record */
            record?: (string|null);

            /** RegisterFinish invite */
            invite?: (string|null);

            /** RegisterFinish displayName */
            displayName?: (string|null);

            /** RegisterFinish deviceName */
            deviceName?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RegisterFinish. */
        type $Shape = homing.RegisterFinish.$Properties;
    }

    /**
     * Properties of a LoginStart.
     * @deprecated Use homing.LoginStart.$Properties instead.
     */
    interface ILoginStart extends homing.LoginStart.$Properties {
    }

    /** Represents a LoginStart. */
    class LoginStart {

        /**
         * Constructs a new LoginStart.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.LoginStart.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** LoginStart name. */
        name: string;

        /** LoginStart request. */
        request: string;

        /**
         * Creates a new LoginStart instance using the specified properties.
         * @param [properties] Properties to set
         * @returns LoginStart instance
         */
        static create(properties: homing.LoginStart.$Shape): homing.LoginStart & homing.LoginStart.$Shape;
        static create(properties?: homing.LoginStart.$Properties): homing.LoginStart;

        /**
         * Encodes the specified LoginStart message. Does not implicitly {@link homing.LoginStart.verify|verify} messages.
         * @param message LoginStart message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.LoginStart.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a LoginStart message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.LoginStart & homing.LoginStart.$Shape} LoginStart
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.LoginStart & homing.LoginStart.$Shape;
    }

    namespace LoginStart {

        /** Properties of a LoginStart. */
        interface $Properties {

            /** LoginStart name */
            name?: (string|null);

            /** LoginStart request */
            request?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a LoginStart. */
        type $Shape = homing.LoginStart.$Properties;
    }

    /**
     * Properties of a LoginStartAnswer.
     * @deprecated Use homing.LoginStartAnswer.$Properties instead.
     */
    interface ILoginStartAnswer extends homing.LoginStartAnswer.$Properties {
    }

    /** Represents a LoginStartAnswer. */
    class LoginStartAnswer {

        /**
         * Constructs a new LoginStartAnswer.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.LoginStartAnswer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** LoginStartAnswer login. */
        login: string;

        /** LoginStartAnswer response. */
        response: string;

        /**
         * Creates a new LoginStartAnswer instance using the specified properties.
         * @param [properties] Properties to set
         * @returns LoginStartAnswer instance
         */
        static create(properties: homing.LoginStartAnswer.$Shape): homing.LoginStartAnswer & homing.LoginStartAnswer.$Shape;
        static create(properties?: homing.LoginStartAnswer.$Properties): homing.LoginStartAnswer;

        /**
         * Encodes the specified LoginStartAnswer message. Does not implicitly {@link homing.LoginStartAnswer.verify|verify} messages.
         * @param message LoginStartAnswer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.LoginStartAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a LoginStartAnswer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.LoginStartAnswer & homing.LoginStartAnswer.$Shape} LoginStartAnswer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.LoginStartAnswer & homing.LoginStartAnswer.$Shape;
    }

    namespace LoginStartAnswer {

        /** Properties of a LoginStartAnswer. */
        interface $Properties {

            /** LoginStartAnswer login */
            login?: (string|null);

            /** LoginStartAnswer response */
            response?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a LoginStartAnswer. */
        type $Shape = homing.LoginStartAnswer.$Properties;
    }

    /**
     * Properties of a LoginFinish.
     * @deprecated Use homing.LoginFinish.$Properties instead.
     */
    interface ILoginFinish extends homing.LoginFinish.$Properties {
    }

    /** Represents a LoginFinish. */
    class LoginFinish {

        /**
         * Constructs a new LoginFinish.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.LoginFinish.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** LoginFinish login. */
        login: string;

        /** LoginFinish finish. */
        finish: string;

        /** LoginFinish deviceName. */
        deviceName: string;

        /**
         * Creates a new LoginFinish instance using the specified properties.
         * @param [properties] Properties to set
         * @returns LoginFinish instance
         */
        static create(properties: homing.LoginFinish.$Shape): homing.LoginFinish & homing.LoginFinish.$Shape;
        static create(properties?: homing.LoginFinish.$Properties): homing.LoginFinish;

        /**
         * Encodes the specified LoginFinish message. Does not implicitly {@link homing.LoginFinish.verify|verify} messages.
         * @param message LoginFinish message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.LoginFinish.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a LoginFinish message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.LoginFinish & homing.LoginFinish.$Shape} LoginFinish
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.LoginFinish & homing.LoginFinish.$Shape;
    }

    namespace LoginFinish {

        /** Properties of a LoginFinish. */
        interface $Properties {

            /** LoginFinish login */
            login?: (string|null);

            /** LoginFinish finish */
            finish?: (string|null);

            /** LoginFinish deviceName */
            deviceName?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a LoginFinish. */
        type $Shape = homing.LoginFinish.$Properties;
    }

    /**
     * Properties of a SignedIn.
     * @deprecated Use homing.SignedIn.$Properties instead.
     */
    interface ISignedIn extends homing.SignedIn.$Properties {
    }

    /** Represents a SignedIn. */
    class SignedIn {

        /**
         * Constructs a new SignedIn.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.SignedIn.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SignedIn account. */
        account: string;

        /** SignedIn name. */
        name: string;

        /** SignedIn home. */
        home: string;

        /**
         * Creates a new SignedIn instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SignedIn instance
         */
        static create(properties: homing.SignedIn.$Shape): homing.SignedIn & homing.SignedIn.$Shape;
        static create(properties?: homing.SignedIn.$Properties): homing.SignedIn;

        /**
         * Encodes the specified SignedIn message. Does not implicitly {@link homing.SignedIn.verify|verify} messages.
         * @param message SignedIn message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.SignedIn.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SignedIn message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.SignedIn & homing.SignedIn.$Shape} SignedIn
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.SignedIn & homing.SignedIn.$Shape;
    }

    namespace SignedIn {

        /** Properties of a SignedIn. */
        interface $Properties {

            /** SignedIn account */
            account?: (string|null);

            /** SignedIn name */
            name?: (string|null);

            /** SignedIn home */
            home?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SignedIn. */
        type $Shape = homing.SignedIn.$Properties;
    }

    /**
     * Properties of an Attach.
     * @deprecated Use homing.Attach.$Properties instead.
     */
    interface IAttach extends homing.Attach.$Properties {
    }

    /** Represents an Attach. */
    class Attach {

        /**
         * Constructs a new Attach.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.Attach.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Attach cursor. */
        cursor?: (number|null);

        /** Attach card. */
        card: Uint8Array;

        /**
         * Creates a new Attach instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Attach instance
         */
        static create(properties: homing.Attach.$Shape): homing.Attach & homing.Attach.$Shape;
        static create(properties?: homing.Attach.$Properties): homing.Attach;

        /**
         * Encodes the specified Attach message. Does not implicitly {@link homing.Attach.verify|verify} messages.
         * @param message Attach message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.Attach.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Attach message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.Attach & homing.Attach.$Shape} Attach
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.Attach & homing.Attach.$Shape;
    }

    namespace Attach {

        /** Properties of an Attach. */
        interface $Properties {

            /** Attach cursor */
            cursor?: (number|null);

            /** Attach card */
            card?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Attach. */
        type $Shape = homing.Attach.$Properties;
    }

    /**
     * Properties of an Attached.
     * @deprecated Use homing.Attached.$Properties instead.
     */
    interface IAttached extends homing.Attached.$Properties {
    }

    /** Represents an Attached. */
    class Attached {

        /**
         * Constructs a new Attached.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.Attached.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Attached account. */
        account: string;

        /** Attached name. */
        name: string;

        /** Attached epoch. */
        epoch: number;

        /** Attached headUsn. */
        headUsn: number;

        /** Attached snapshotNeeded. */
        snapshotNeeded: boolean;

        /**
         * Creates a new Attached instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Attached instance
         */
        static create(properties: homing.Attached.$Shape): homing.Attached & homing.Attached.$Shape;
        static create(properties?: homing.Attached.$Properties): homing.Attached;

        /**
         * Encodes the specified Attached message. Does not implicitly {@link homing.Attached.verify|verify} messages.
         * @param message Attached message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.Attached.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Attached message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.Attached & homing.Attached.$Shape} Attached
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.Attached & homing.Attached.$Shape;
    }

    namespace Attached {

        /** Properties of an Attached. */
        interface $Properties {

            /** Attached account */
            account?: (string|null);

            /** Attached name */
            name?: (string|null);

            /** Attached epoch */
            epoch?: (number|null);

            /** Attached headUsn */
            headUsn?: (number|null);

            /** Attached snapshotNeeded */
            snapshotNeeded?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Attached. */
        type $Shape = homing.Attached.$Properties;
    }

    /**
     * Properties of a Ping.
     * @deprecated Use homing.Ping.$Properties instead.
     */
    interface IPing extends homing.Ping.$Properties {
    }

    /** Represents a Ping. */
    class Ping {

        /**
         * Constructs a new Ping.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.Ping.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new Ping instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Ping instance
         */
        static create(properties: homing.Ping.$Shape): homing.Ping & homing.Ping.$Shape;
        static create(properties?: homing.Ping.$Properties): homing.Ping;

        /**
         * Encodes the specified Ping message. Does not implicitly {@link homing.Ping.verify|verify} messages.
         * @param message Ping message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.Ping.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Ping message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.Ping & homing.Ping.$Shape} Ping
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.Ping & homing.Ping.$Shape;
    }

    namespace Ping {

        /** Properties of a Ping. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Ping. */
        type $Shape = homing.Ping.$Properties;
    }

    /**
     * Properties of a Pong.
     * @deprecated Use homing.Pong.$Properties instead.
     */
    interface IPong extends homing.Pong.$Properties {
    }

    /** Represents a Pong. */
    class Pong {

        /**
         * Constructs a new Pong.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.Pong.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Pong nowMs. */
        nowMs: number;

        /**
         * Creates a new Pong instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Pong instance
         */
        static create(properties: homing.Pong.$Shape): homing.Pong & homing.Pong.$Shape;
        static create(properties?: homing.Pong.$Properties): homing.Pong;

        /**
         * Encodes the specified Pong message. Does not implicitly {@link homing.Pong.verify|verify} messages.
         * @param message Pong message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.Pong.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Pong message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.Pong & homing.Pong.$Shape} Pong
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.Pong & homing.Pong.$Shape;
    }

    namespace Pong {

        /** Properties of a Pong. */
        interface $Properties {

            /** Pong nowMs */
            nowMs?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Pong. */
        type $Shape = homing.Pong.$Properties;
    }

    /**
     * Properties of a Leave.
     * @deprecated Use homing.Leave.$Properties instead.
     */
    interface ILeave extends homing.Leave.$Properties {
    }

    /** Represents a Leave. */
    class Leave {

        /**
         * Constructs a new Leave.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.Leave.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new Leave instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Leave instance
         */
        static create(properties: homing.Leave.$Shape): homing.Leave & homing.Leave.$Shape;
        static create(properties?: homing.Leave.$Properties): homing.Leave;

        /**
         * Encodes the specified Leave message. Does not implicitly {@link homing.Leave.verify|verify} messages.
         * @param message Leave message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.Leave.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Leave message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.Leave & homing.Leave.$Shape} Leave
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.Leave & homing.Leave.$Shape;
    }

    namespace Leave {

        /** Properties of a Leave. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Leave. */
        type $Shape = homing.Leave.$Properties;
    }

    /**
     * Properties of an AcknowledgeEvents.
     * @deprecated Use homing.AcknowledgeEvents.$Properties instead.
     */
    interface IAcknowledgeEvents extends homing.AcknowledgeEvents.$Properties {
    }

    /** Represents an AcknowledgeEvents. */
    class AcknowledgeEvents {

        /**
         * Constructs a new AcknowledgeEvents.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.AcknowledgeEvents.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AcknowledgeEvents usn. */
        usn: number;

        /**
         * Creates a new AcknowledgeEvents instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AcknowledgeEvents instance
         */
        static create(properties: homing.AcknowledgeEvents.$Shape): homing.AcknowledgeEvents & homing.AcknowledgeEvents.$Shape;
        static create(properties?: homing.AcknowledgeEvents.$Properties): homing.AcknowledgeEvents;

        /**
         * Encodes the specified AcknowledgeEvents message. Does not implicitly {@link homing.AcknowledgeEvents.verify|verify} messages.
         * @param message AcknowledgeEvents message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.AcknowledgeEvents.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AcknowledgeEvents message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.AcknowledgeEvents & homing.AcknowledgeEvents.$Shape} AcknowledgeEvents
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.AcknowledgeEvents & homing.AcknowledgeEvents.$Shape;
    }

    namespace AcknowledgeEvents {

        /** Properties of an AcknowledgeEvents. */
        interface $Properties {

            /** AcknowledgeEvents usn */
            usn?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AcknowledgeEvents. */
        type $Shape = homing.AcknowledgeEvents.$Properties;
    }

    /**
     * Properties of a SetCard.
     * @deprecated Use homing.SetCard.$Properties instead.
     */
    interface ISetCard extends homing.SetCard.$Properties {
    }

    /** Represents a SetCard. */
    class SetCard {

        /**
         * Constructs a new SetCard.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.SetCard.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SetCard card. */
        card: Uint8Array;

        /**
         * Creates a new SetCard instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SetCard instance
         */
        static create(properties: homing.SetCard.$Shape): homing.SetCard & homing.SetCard.$Shape;
        static create(properties?: homing.SetCard.$Properties): homing.SetCard;

        /**
         * Encodes the specified SetCard message. Does not implicitly {@link homing.SetCard.verify|verify} messages.
         * @param message SetCard message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.SetCard.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SetCard message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.SetCard & homing.SetCard.$Shape} SetCard
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.SetCard & homing.SetCard.$Shape;
    }

    namespace SetCard {

        /** Properties of a SetCard. */
        interface $Properties {

            /** SetCard card */
            card?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SetCard. */
        type $Shape = homing.SetCard.$Properties;
    }

    /**
     * Properties of a GoAway.
     * @deprecated Use homing.GoAway.$Properties instead.
     */
    interface IGoAway extends homing.GoAway.$Properties {
    }

    /** Represents a GoAway. */
    class GoAway {

        /**
         * Constructs a new GoAway.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.GoAway.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** GoAway retryAfterMs. */
        retryAfterMs: number;

        /**
         * Creates a new GoAway instance using the specified properties.
         * @param [properties] Properties to set
         * @returns GoAway instance
         */
        static create(properties: homing.GoAway.$Shape): homing.GoAway & homing.GoAway.$Shape;
        static create(properties?: homing.GoAway.$Properties): homing.GoAway;

        /**
         * Encodes the specified GoAway message. Does not implicitly {@link homing.GoAway.verify|verify} messages.
         * @param message GoAway message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.GoAway.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GoAway message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.GoAway & homing.GoAway.$Shape} GoAway
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.GoAway & homing.GoAway.$Shape;
    }

    namespace GoAway {

        /** Properties of a GoAway. */
        interface $Properties {

            /** GoAway retryAfterMs */
            retryAfterMs?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GoAway. */
        type $Shape = homing.GoAway.$Properties;
    }

    /**
     * Properties of a LoggedOut.
     * @deprecated Use homing.LoggedOut.$Properties instead.
     */
    interface ILoggedOut extends homing.LoggedOut.$Properties {
    }

    /** Represents a LoggedOut. */
    class LoggedOut {

        /**
         * Constructs a new LoggedOut.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.LoggedOut.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** LoggedOut reason. */
        reason: string;

        /**
         * Creates a new LoggedOut instance using the specified properties.
         * @param [properties] Properties to set
         * @returns LoggedOut instance
         */
        static create(properties: homing.LoggedOut.$Shape): homing.LoggedOut & homing.LoggedOut.$Shape;
        static create(properties?: homing.LoggedOut.$Properties): homing.LoggedOut;

        /**
         * Encodes the specified LoggedOut message. Does not implicitly {@link homing.LoggedOut.verify|verify} messages.
         * @param message LoggedOut message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.LoggedOut.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a LoggedOut message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.LoggedOut & homing.LoggedOut.$Shape} LoggedOut
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.LoggedOut & homing.LoggedOut.$Shape;
    }

    namespace LoggedOut {

        /** Properties of a LoggedOut. */
        interface $Properties {

            /** LoggedOut reason */
            reason?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a LoggedOut. */
        type $Shape = homing.LoggedOut.$Properties;
    }

    /**
     * Properties of a Self.
     * @deprecated Use homing.Self.$Properties instead.
     */
    interface ISelf extends homing.Self.$Properties {
    }

    /** Represents a Self. */
    class Self {

        /**
         * Constructs a new Self.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.Self.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new Self instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Self instance
         */
        static create(properties: homing.Self.$Shape): homing.Self & homing.Self.$Shape;
        static create(properties?: homing.Self.$Properties): homing.Self;

        /**
         * Encodes the specified Self message. Does not implicitly {@link homing.Self.verify|verify} messages.
         * @param message Self message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.Self.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Self message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.Self & homing.Self.$Shape} Self
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.Self & homing.Self.$Shape;
    }

    namespace Self {

        /** Properties of a Self. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Self. */
        type $Shape = homing.Self.$Properties;
    }

    /**
     * Properties of a Profile.
     * @deprecated Use homing.Profile.$Properties instead.
     */
    interface IProfile extends homing.Profile.$Properties {
    }

    /** Represents a Profile. */
    class Profile {

        /**
         * Constructs a new Profile.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.Profile.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Profile account. */
        account: string;

        /** Profile name. */
        name: string;

        /** Profile displayName. */
        displayName: string;

        /** Profile signature. */
        signature: string;

        /** Profile region. */
        region: string;

        /** Profile phone. */
        phone: string;

        /** Profile sharePhone. */
        sharePhone: boolean;

        /** Profile avatar. */
        avatar: string;

        /**
         * Creates a new Profile instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Profile instance
         */
        static create(properties: homing.Profile.$Shape): homing.Profile & homing.Profile.$Shape;
        static create(properties?: homing.Profile.$Properties): homing.Profile;

        /**
         * Encodes the specified Profile message. Does not implicitly {@link homing.Profile.verify|verify} messages.
         * @param message Profile message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.Profile.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Profile message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.Profile & homing.Profile.$Shape} Profile
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.Profile & homing.Profile.$Shape;
    }

    namespace Profile {

        /** Properties of a Profile. */
        interface $Properties {

            /** Profile account */
            account?: (string|null);

            /** Profile name */
            name?: (string|null);

            /** Profile displayName */
            displayName?: (string|null);

            /** Profile signature */
            signature?: (string|null);

            /** Profile region */
            region?: (string|null);

            /** Profile phone */
            phone?: (string|null);

            /** Profile sharePhone */
            sharePhone?: (boolean|null);

            /** Profile avatar */
            avatar?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Profile. */
        type $Shape = homing.Profile.$Properties;
    }

    /**
     * Properties of a SetProfile.
     * @deprecated Use homing.SetProfile.$Properties instead.
     */
    interface ISetProfile extends homing.SetProfile.$Properties {
    }

    /** Represents a SetProfile. */
    class SetProfile {

        /**
         * Constructs a new SetProfile.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.SetProfile.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SetProfile displayName. */
        displayName?: (string|null);

        /** SetProfile signature. */
        signature?: (string|null);

        /** SetProfile region. */
        region?: (string|null);

        /** SetProfile phone. */
        phone?: (string|null);

        /** SetProfile sharePhone. */
        sharePhone?: (boolean|null);

        /**
         * Creates a new SetProfile instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SetProfile instance
         */
        static create(properties: homing.SetProfile.$Shape): homing.SetProfile & homing.SetProfile.$Shape;
        static create(properties?: homing.SetProfile.$Properties): homing.SetProfile;

        /**
         * Encodes the specified SetProfile message. Does not implicitly {@link homing.SetProfile.verify|verify} messages.
         * @param message SetProfile message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.SetProfile.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SetProfile message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.SetProfile & homing.SetProfile.$Shape} SetProfile
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.SetProfile & homing.SetProfile.$Shape;
    }

    namespace SetProfile {

        /** Properties of a SetProfile. */
        interface $Properties {

            /** SetProfile displayName */
            displayName?: (string|null);

            /** SetProfile signature */
            signature?: (string|null);

            /** SetProfile region */
            region?: (string|null);

            /** SetProfile phone */
            phone?: (string|null);

            /** SetProfile sharePhone */
            sharePhone?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SetProfile. */
        type $Shape = homing.SetProfile.$Properties;
    }

    /**
     * Properties of a SetAvatar.
     * @deprecated Use homing.SetAvatar.$Properties instead.
     */
    interface ISetAvatar extends homing.SetAvatar.$Properties {
    }

    /** Represents a SetAvatar. */
    class SetAvatar {

        /**
         * Constructs a new SetAvatar.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.SetAvatar.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SetAvatar small. */
        small: Uint8Array;

        /** SetAvatar large. */
        large: Uint8Array;

        /**
         * Creates a new SetAvatar instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SetAvatar instance
         */
        static create(properties: homing.SetAvatar.$Shape): homing.SetAvatar & homing.SetAvatar.$Shape;
        static create(properties?: homing.SetAvatar.$Properties): homing.SetAvatar;

        /**
         * Encodes the specified SetAvatar message. Does not implicitly {@link homing.SetAvatar.verify|verify} messages.
         * @param message SetAvatar message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.SetAvatar.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SetAvatar message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.SetAvatar & homing.SetAvatar.$Shape} SetAvatar
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.SetAvatar & homing.SetAvatar.$Shape;
    }

    namespace SetAvatar {

        /** Properties of a SetAvatar. */
        interface $Properties {

            /** SetAvatar small */
            small?: (Uint8Array|null);

            /** SetAvatar large */
            large?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SetAvatar. */
        type $Shape = homing.SetAvatar.$Properties;
    }

    /**
     * Properties of an AskAvatar.
     * @deprecated Use homing.AskAvatar.$Properties instead.
     */
    interface IAskAvatar extends homing.AskAvatar.$Properties {
    }

    /** Represents an AskAvatar. */
    class AskAvatar {

        /**
         * Constructs a new AskAvatar.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.AskAvatar.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AskAvatar account. */
        account: string;

        /** AskAvatar size. */
        size: string;

        /** AskAvatar have. */
        have: string;

        /**
         * Creates a new AskAvatar instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AskAvatar instance
         */
        static create(properties: homing.AskAvatar.$Shape): homing.AskAvatar & homing.AskAvatar.$Shape;
        static create(properties?: homing.AskAvatar.$Properties): homing.AskAvatar;

        /**
         * Encodes the specified AskAvatar message. Does not implicitly {@link homing.AskAvatar.verify|verify} messages.
         * @param message AskAvatar message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.AskAvatar.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AskAvatar message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.AskAvatar & homing.AskAvatar.$Shape} AskAvatar
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.AskAvatar & homing.AskAvatar.$Shape;
    }

    namespace AskAvatar {

        /** Properties of an AskAvatar. */
        interface $Properties {

            /** AskAvatar account */
            account?: (string|null);

            /** AskAvatar size */
            size?: (string|null);

            /** AskAvatar have */
            have?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AskAvatar. */
        type $Shape = homing.AskAvatar.$Properties;
    }

    /**
     * Properties of an Avatar.
     * @deprecated Use homing.Avatar.$Properties instead.
     */
    interface IAvatar extends homing.Avatar.$Properties {
    }

    /** Represents an Avatar. */
    class Avatar {

        /**
         * Constructs a new Avatar.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.Avatar.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Avatar version. */
        version: string;

        /** Avatar picture. */
        picture: Uint8Array;

        /**
         * Creates a new Avatar instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Avatar instance
         */
        static create(properties: homing.Avatar.$Shape): homing.Avatar & homing.Avatar.$Shape;
        static create(properties?: homing.Avatar.$Properties): homing.Avatar;

        /**
         * Encodes the specified Avatar message. Does not implicitly {@link homing.Avatar.verify|verify} messages.
         * @param message Avatar message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.Avatar.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Avatar message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.Avatar & homing.Avatar.$Shape} Avatar
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.Avatar & homing.Avatar.$Shape;
    }

    namespace Avatar {

        /** Properties of an Avatar. */
        interface $Properties {

            /** Avatar version */
            version?: (string|null);

            /** Avatar picture */
            picture?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Avatar. */
        type $Shape = homing.Avatar.$Properties;
    }

    /**
     * Properties of a Devices.
     * @deprecated Use homing.Devices.$Properties instead.
     */
    interface IDevices extends homing.Devices.$Properties {
    }

    /** Represents a Devices. */
    class Devices {

        /**
         * Constructs a new Devices.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.Devices.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new Devices instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Devices instance
         */
        static create(properties: homing.Devices.$Shape): homing.Devices & homing.Devices.$Shape;
        static create(properties?: homing.Devices.$Properties): homing.Devices;

        /**
         * Encodes the specified Devices message. Does not implicitly {@link homing.Devices.verify|verify} messages.
         * @param message Devices message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.Devices.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Devices message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.Devices & homing.Devices.$Shape} Devices
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.Devices & homing.Devices.$Shape;
    }

    namespace Devices {

        /** Properties of a Devices. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Devices. */
        type $Shape = homing.Devices.$Properties;
    }

    /**
     * Properties of a DevicesAnswer.
     * @deprecated Use homing.DevicesAnswer.$Properties instead.
     */
    interface IDevicesAnswer extends homing.DevicesAnswer.$Properties {
    }

    /** Represents a DevicesAnswer. */
    class DevicesAnswer {

        /**
         * Constructs a new DevicesAnswer.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.DevicesAnswer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DevicesAnswer devices. */
        devices: homing.Device.$Properties[];

        /**
         * Creates a new DevicesAnswer instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DevicesAnswer instance
         */
        static create(properties: homing.DevicesAnswer.$Shape): homing.DevicesAnswer & homing.DevicesAnswer.$Shape;
        static create(properties?: homing.DevicesAnswer.$Properties): homing.DevicesAnswer;

        /**
         * Encodes the specified DevicesAnswer message. Does not implicitly {@link homing.DevicesAnswer.verify|verify} messages.
         * @param message DevicesAnswer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.DevicesAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DevicesAnswer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.DevicesAnswer & homing.DevicesAnswer.$Shape} DevicesAnswer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.DevicesAnswer & homing.DevicesAnswer.$Shape;
    }

    namespace DevicesAnswer {

        /** Properties of a DevicesAnswer. */
        interface $Properties {

            /** DevicesAnswer devices */
            devices?: (homing.Device.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DevicesAnswer. */
        type $Shape = homing.DevicesAnswer.$Properties;
    }

    /**
     * Properties of a Device.
     * @deprecated Use homing.Device.$Properties instead.
     */
    interface IDevice extends homing.Device.$Properties {
    }

    /** Represents a Device. */
    class Device {

        /**
         * Constructs a new Device.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.Device.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Device device. */
        device: string;

        /** Device name. */
        name: string;

        /** Device sinceMs. */
        sinceMs: number;

        /** Device lastSeenMs. */
        lastSeenMs: number;

        /** Device online. */
        online: boolean;

        /** Device current. */
        current: boolean;

        /**
         * Creates a new Device instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Device instance
         */
        static create(properties: homing.Device.$Shape): homing.Device & homing.Device.$Shape;
        static create(properties?: homing.Device.$Properties): homing.Device;

        /**
         * Encodes the specified Device message. Does not implicitly {@link homing.Device.verify|verify} messages.
         * @param message Device message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.Device.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Device message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.Device & homing.Device.$Shape} Device
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.Device & homing.Device.$Shape;
    }

    namespace Device {

        /** Properties of a Device. */
        interface $Properties {

            /** Device device */
            device?: (string|null);

            /** Device name */
            name?: (string|null);

            /** Device sinceMs */
            sinceMs?: (number|null);

            /** Device lastSeenMs */
            lastSeenMs?: (number|null);

            /** Device online */
            online?: (boolean|null);

            /** Device current */
            current?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Device. */
        type $Shape = homing.Device.$Properties;
    }

    /**
     * Properties of a RevokeDevice.
     * @deprecated Use homing.RevokeDevice.$Properties instead.
     */
    interface IRevokeDevice extends homing.RevokeDevice.$Properties {
    }

    /** Represents a RevokeDevice. */
    class RevokeDevice {

        /**
         * Constructs a new RevokeDevice.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.RevokeDevice.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RevokeDevice device. */
        device: string;

        /**
         * Creates a new RevokeDevice instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RevokeDevice instance
         */
        static create(properties: homing.RevokeDevice.$Shape): homing.RevokeDevice & homing.RevokeDevice.$Shape;
        static create(properties?: homing.RevokeDevice.$Properties): homing.RevokeDevice;

        /**
         * Encodes the specified RevokeDevice message. Does not implicitly {@link homing.RevokeDevice.verify|verify} messages.
         * @param message RevokeDevice message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.RevokeDevice.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RevokeDevice message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.RevokeDevice & homing.RevokeDevice.$Shape} RevokeDevice
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.RevokeDevice & homing.RevokeDevice.$Shape;
    }

    namespace RevokeDevice {

        /** Properties of a RevokeDevice. */
        interface $Properties {

            /** RevokeDevice device */
            device?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RevokeDevice. */
        type $Shape = homing.RevokeDevice.$Properties;
    }

    /**
     * Properties of a Logout.
     * @deprecated Use homing.Logout.$Properties instead.
     */
    interface ILogout extends homing.Logout.$Properties {
    }

    /** Represents a Logout. */
    class Logout {

        /**
         * Constructs a new Logout.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.Logout.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new Logout instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Logout instance
         */
        static create(properties: homing.Logout.$Shape): homing.Logout & homing.Logout.$Shape;
        static create(properties?: homing.Logout.$Properties): homing.Logout;

        /**
         * Encodes the specified Logout message. Does not implicitly {@link homing.Logout.verify|verify} messages.
         * @param message Logout message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.Logout.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Logout message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.Logout & homing.Logout.$Shape} Logout
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.Logout & homing.Logout.$Shape;
    }

    namespace Logout {

        /** Properties of a Logout. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Logout. */
        type $Shape = homing.Logout.$Properties;
    }

    /**
     * Properties of a CreateInvite.
     * @deprecated Use homing.CreateInvite.$Properties instead.
     */
    interface ICreateInvite extends homing.CreateInvite.$Properties {
    }

    /** Represents a CreateInvite. */
    class CreateInvite {

        /**
         * Constructs a new CreateInvite.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.CreateInvite.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CreateInvite uses. */
        uses: number;

        /**
         * Creates a new CreateInvite instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CreateInvite instance
         */
        static create(properties: homing.CreateInvite.$Shape): homing.CreateInvite & homing.CreateInvite.$Shape;
        static create(properties?: homing.CreateInvite.$Properties): homing.CreateInvite;

        /**
         * Encodes the specified CreateInvite message. Does not implicitly {@link homing.CreateInvite.verify|verify} messages.
         * @param message CreateInvite message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.CreateInvite.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CreateInvite message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.CreateInvite & homing.CreateInvite.$Shape} CreateInvite
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.CreateInvite & homing.CreateInvite.$Shape;
    }

    namespace CreateInvite {

        /** Properties of a CreateInvite. */
        interface $Properties {

            /** CreateInvite uses */
            uses?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CreateInvite. */
        type $Shape = homing.CreateInvite.$Properties;
    }

    /**
     * Properties of an Invite.
     * @deprecated Use homing.Invite.$Properties instead.
     */
    interface IInvite extends homing.Invite.$Properties {
    }

    /** Represents an Invite. */
    class Invite {

        /**
         * Constructs a new Invite.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.Invite.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Invite code. */
        code: string;

        /** Invite uses. */
        uses: number;

        /** Invite expiresMs. */
        expiresMs: number;

        /**
         * Creates a new Invite instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Invite instance
         */
        static create(properties: homing.Invite.$Shape): homing.Invite & homing.Invite.$Shape;
        static create(properties?: homing.Invite.$Properties): homing.Invite;

        /**
         * Encodes the specified Invite message. Does not implicitly {@link homing.Invite.verify|verify} messages.
         * @param message Invite message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.Invite.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Invite message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.Invite & homing.Invite.$Shape} Invite
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.Invite & homing.Invite.$Shape;
    }

    namespace Invite {

        /** Properties of an Invite. */
        interface $Properties {

            /** Invite code */
            code?: (string|null);

            /** Invite uses */
            uses?: (number|null);

            /** Invite expiresMs */
            expiresMs?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Invite. */
        type $Shape = homing.Invite.$Properties;
    }

    /**
     * Properties of a Friend.
     * @deprecated Use homing.Friend.$Properties instead.
     */
    interface IFriend extends homing.Friend.$Properties {
    }

    /** Represents a Friend. */
    class Friend {

        /**
         * Constructs a new Friend.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.Friend.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Friend account. */
        account: string;

        /** Friend name. */
        name: string;

        /** Friend state. */
        state: string;

        /** Friend note. */
        note: string;

        /** Friend remark. */
        remark: string;

        /** Friend sinceMs. */
        sinceMs: number;

        /** Friend displayName. */
        displayName: string;

        /** Friend signature. */
        signature: string;

        /** Friend region. */
        region: string;

        /** Friend conversation. */
        conversation: string;

        /** Friend headSeq. */
        headSeq: number;

        /** Friend myReadSeq. */
        myReadSeq: number;

        /** Friend theirDeliveredSeq. */
        theirDeliveredSeq: number;

        /** Friend theirReadSeq. */
        theirReadSeq: number;

        /** Friend unread. */
        unread: number;

        /** Friend intimacy. */
        intimacy: number;

        /** Friend online. */
        online: boolean;

        /** Friend lastSeenMs. */
        lastSeenMs: number;

        /** Friend devices. */
        devices: homing.FriendDevice.$Properties[];

        /** Friend phone. */
        phone: string;

        /** Friend avatar. */
        avatar: string;

        /**
         * Creates a new Friend instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Friend instance
         */
        static create(properties: homing.Friend.$Shape): homing.Friend & homing.Friend.$Shape;
        static create(properties?: homing.Friend.$Properties): homing.Friend;

        /**
         * Encodes the specified Friend message. Does not implicitly {@link homing.Friend.verify|verify} messages.
         * @param message Friend message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.Friend.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Friend message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.Friend & homing.Friend.$Shape} Friend
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.Friend & homing.Friend.$Shape;
    }

    namespace Friend {

        /** Properties of a Friend. */
        interface $Properties {

            /** Friend account */
            account?: (string|null);

            /** Friend name */
            name?: (string|null);

            /** Friend state */
            state?: (string|null);

            /** Friend note */
            note?: (string|null);

            /** Friend remark */
            remark?: (string|null);

            /** Friend sinceMs */
            sinceMs?: (number|null);

            /** Friend displayName */
            displayName?: (string|null);

            /** Friend signature */
            signature?: (string|null);

            /** Friend region */
            region?: (string|null);

            /** Friend conversation */
            conversation?: (string|null);

            /** Friend headSeq */
            headSeq?: (number|null);

            /** Friend myReadSeq */
            myReadSeq?: (number|null);

            /** Friend theirDeliveredSeq */
            theirDeliveredSeq?: (number|null);

            /** Friend theirReadSeq */
            theirReadSeq?: (number|null);

            /** Friend unread */
            unread?: (number|null);

            /** Friend intimacy */
            intimacy?: (number|null);

            /** Friend online */
            online?: (boolean|null);

            /** Friend lastSeenMs */
            lastSeenMs?: (number|null);

            /** Friend devices */
            devices?: (homing.FriendDevice.$Properties[]|null);

            /** Friend phone */
            phone?: (string|null);

            /** Friend avatar */
            avatar?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Friend. */
        type $Shape = homing.Friend.$Properties;
    }

    /**
     * Properties of a FriendDevice.
     * @deprecated Use homing.FriendDevice.$Properties instead.
     */
    interface IFriendDevice extends homing.FriendDevice.$Properties {
    }

    /** Represents a FriendDevice. */
    class FriendDevice {

        /**
         * Constructs a new FriendDevice.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.FriendDevice.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** FriendDevice device. */
        device: string;

        /** FriendDevice online. */
        online: boolean;

        /** FriendDevice card. */
        card: Uint8Array;

        /**
         * Creates a new FriendDevice instance using the specified properties.
         * @param [properties] Properties to set
         * @returns FriendDevice instance
         */
        static create(properties: homing.FriendDevice.$Shape): homing.FriendDevice & homing.FriendDevice.$Shape;
        static create(properties?: homing.FriendDevice.$Properties): homing.FriendDevice;

        /**
         * Encodes the specified FriendDevice message. Does not implicitly {@link homing.FriendDevice.verify|verify} messages.
         * @param message FriendDevice message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.FriendDevice.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a FriendDevice message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.FriendDevice & homing.FriendDevice.$Shape} FriendDevice
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.FriendDevice & homing.FriendDevice.$Shape;
    }

    namespace FriendDevice {

        /** Properties of a FriendDevice. */
        interface $Properties {

            /** FriendDevice device */
            device?: (string|null);

            /** FriendDevice online */
            online?: (boolean|null);

            /** FriendDevice card */
            card?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a FriendDevice. */
        type $Shape = homing.FriendDevice.$Properties;
    }

    /**
     * Properties of a Friends.
     * @deprecated Use homing.Friends.$Properties instead.
     */
    interface IFriends extends homing.Friends.$Properties {
    }

    /** Represents a Friends. */
    class Friends {

        /**
         * Constructs a new Friends.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.Friends.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Friends after. */
        after: string;

        /** Friends limit. */
        limit: number;

        /**
         * Creates a new Friends instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Friends instance
         */
        static create(properties: homing.Friends.$Shape): homing.Friends & homing.Friends.$Shape;
        static create(properties?: homing.Friends.$Properties): homing.Friends;

        /**
         * Encodes the specified Friends message. Does not implicitly {@link homing.Friends.verify|verify} messages.
         * @param message Friends message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.Friends.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Friends message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.Friends & homing.Friends.$Shape} Friends
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.Friends & homing.Friends.$Shape;
    }

    namespace Friends {

        /** Properties of a Friends. */
        interface $Properties {

            /** Friends after */
            after?: (string|null);

            /** Friends limit */
            limit?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Friends. */
        type $Shape = homing.Friends.$Properties;
    }

    /**
     * Properties of a FriendsAnswer.
     * @deprecated Use homing.FriendsAnswer.$Properties instead.
     */
    interface IFriendsAnswer extends homing.FriendsAnswer.$Properties {
    }

    /** Represents a FriendsAnswer. */
    class FriendsAnswer {

        /**
         * Constructs a new FriendsAnswer.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.FriendsAnswer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** FriendsAnswer friends. */
        friends: homing.Friend.$Properties[];

        /** FriendsAnswer more. */
        more: boolean;

        /**
         * Creates a new FriendsAnswer instance using the specified properties.
         * @param [properties] Properties to set
         * @returns FriendsAnswer instance
         */
        static create(properties: homing.FriendsAnswer.$Shape): homing.FriendsAnswer & homing.FriendsAnswer.$Shape;
        static create(properties?: homing.FriendsAnswer.$Properties): homing.FriendsAnswer;

        /**
         * Encodes the specified FriendsAnswer message. Does not implicitly {@link homing.FriendsAnswer.verify|verify} messages.
         * @param message FriendsAnswer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.FriendsAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a FriendsAnswer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.FriendsAnswer & homing.FriendsAnswer.$Shape} FriendsAnswer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.FriendsAnswer & homing.FriendsAnswer.$Shape;
    }

    namespace FriendsAnswer {

        /** Properties of a FriendsAnswer. */
        interface $Properties {

            /** FriendsAnswer friends */
            friends?: (homing.Friend.$Properties[]|null);

            /** FriendsAnswer more */
            more?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a FriendsAnswer. */
        type $Shape = homing.FriendsAnswer.$Properties;
    }

    /**
     * Properties of a RequestFriend.
     * @deprecated Use homing.RequestFriend.$Properties instead.
     */
    interface IRequestFriend extends homing.RequestFriend.$Properties {
    }

    /** Represents a RequestFriend. */
    class RequestFriend {

        /**
         * Constructs a new RequestFriend.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.RequestFriend.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RequestFriend name. */
        name: string;

        /** RequestFriend note. */
        note: string;

        /**
         * Creates a new RequestFriend instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RequestFriend instance
         */
        static create(properties: homing.RequestFriend.$Shape): homing.RequestFriend & homing.RequestFriend.$Shape;
        static create(properties?: homing.RequestFriend.$Properties): homing.RequestFriend;

        /**
         * Encodes the specified RequestFriend message. Does not implicitly {@link homing.RequestFriend.verify|verify} messages.
         * @param message RequestFriend message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.RequestFriend.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RequestFriend message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.RequestFriend & homing.RequestFriend.$Shape} RequestFriend
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.RequestFriend & homing.RequestFriend.$Shape;
    }

    namespace RequestFriend {

        /** Properties of a RequestFriend. */
        interface $Properties {

            /** RequestFriend name */
            name?: (string|null);

            /** RequestFriend note */
            note?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RequestFriend. */
        type $Shape = homing.RequestFriend.$Properties;
    }

    /**
     * Properties of an AcceptFriend.
     * @deprecated Use homing.AcceptFriend.$Properties instead.
     */
    interface IAcceptFriend extends homing.AcceptFriend.$Properties {
    }

    /** Represents an AcceptFriend. */
    class AcceptFriend {

        /**
         * Constructs a new AcceptFriend.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.AcceptFriend.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AcceptFriend account. */
        account: string;

        /**
         * Creates a new AcceptFriend instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AcceptFriend instance
         */
        static create(properties: homing.AcceptFriend.$Shape): homing.AcceptFriend & homing.AcceptFriend.$Shape;
        static create(properties?: homing.AcceptFriend.$Properties): homing.AcceptFriend;

        /**
         * Encodes the specified AcceptFriend message. Does not implicitly {@link homing.AcceptFriend.verify|verify} messages.
         * @param message AcceptFriend message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.AcceptFriend.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AcceptFriend message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.AcceptFriend & homing.AcceptFriend.$Shape} AcceptFriend
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.AcceptFriend & homing.AcceptFriend.$Shape;
    }

    namespace AcceptFriend {

        /** Properties of an AcceptFriend. */
        interface $Properties {

            /** AcceptFriend account */
            account?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AcceptFriend. */
        type $Shape = homing.AcceptFriend.$Properties;
    }

    /**
     * Properties of a DeclineFriend.
     * @deprecated Use homing.DeclineFriend.$Properties instead.
     */
    interface IDeclineFriend extends homing.DeclineFriend.$Properties {
    }

    /** Represents a DeclineFriend. */
    class DeclineFriend {

        /**
         * Constructs a new DeclineFriend.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.DeclineFriend.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DeclineFriend account. */
        account: string;

        /**
         * Creates a new DeclineFriend instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DeclineFriend instance
         */
        static create(properties: homing.DeclineFriend.$Shape): homing.DeclineFriend & homing.DeclineFriend.$Shape;
        static create(properties?: homing.DeclineFriend.$Properties): homing.DeclineFriend;

        /**
         * Encodes the specified DeclineFriend message. Does not implicitly {@link homing.DeclineFriend.verify|verify} messages.
         * @param message DeclineFriend message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.DeclineFriend.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DeclineFriend message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.DeclineFriend & homing.DeclineFriend.$Shape} DeclineFriend
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.DeclineFriend & homing.DeclineFriend.$Shape;
    }

    namespace DeclineFriend {

        /** Properties of a DeclineFriend. */
        interface $Properties {

            /** DeclineFriend account */
            account?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DeclineFriend. */
        type $Shape = homing.DeclineFriend.$Properties;
    }

    /**
     * Properties of a CancelFriend.
     * @deprecated Use homing.CancelFriend.$Properties instead.
     */
    interface ICancelFriend extends homing.CancelFriend.$Properties {
    }

    /** Represents a CancelFriend. */
    class CancelFriend {

        /**
         * Constructs a new CancelFriend.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.CancelFriend.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CancelFriend account. */
        account: string;

        /**
         * Creates a new CancelFriend instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CancelFriend instance
         */
        static create(properties: homing.CancelFriend.$Shape): homing.CancelFriend & homing.CancelFriend.$Shape;
        static create(properties?: homing.CancelFriend.$Properties): homing.CancelFriend;

        /**
         * Encodes the specified CancelFriend message. Does not implicitly {@link homing.CancelFriend.verify|verify} messages.
         * @param message CancelFriend message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.CancelFriend.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CancelFriend message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.CancelFriend & homing.CancelFriend.$Shape} CancelFriend
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.CancelFriend & homing.CancelFriend.$Shape;
    }

    namespace CancelFriend {

        /** Properties of a CancelFriend. */
        interface $Properties {

            /** CancelFriend account */
            account?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CancelFriend. */
        type $Shape = homing.CancelFriend.$Properties;
    }

    /**
     * Properties of a RemoveFriend.
     * @deprecated Use homing.RemoveFriend.$Properties instead.
     */
    interface IRemoveFriend extends homing.RemoveFriend.$Properties {
    }

    /** Represents a RemoveFriend. */
    class RemoveFriend {

        /**
         * Constructs a new RemoveFriend.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.RemoveFriend.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RemoveFriend account. */
        account: string;

        /**
         * Creates a new RemoveFriend instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RemoveFriend instance
         */
        static create(properties: homing.RemoveFriend.$Shape): homing.RemoveFriend & homing.RemoveFriend.$Shape;
        static create(properties?: homing.RemoveFriend.$Properties): homing.RemoveFriend;

        /**
         * Encodes the specified RemoveFriend message. Does not implicitly {@link homing.RemoveFriend.verify|verify} messages.
         * @param message RemoveFriend message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.RemoveFriend.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RemoveFriend message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.RemoveFriend & homing.RemoveFriend.$Shape} RemoveFriend
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.RemoveFriend & homing.RemoveFriend.$Shape;
    }

    namespace RemoveFriend {

        /** Properties of a RemoveFriend. */
        interface $Properties {

            /** RemoveFriend account */
            account?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RemoveFriend. */
        type $Shape = homing.RemoveFriend.$Properties;
    }

    /**
     * Properties of a BlockAccount.
     * @deprecated Use homing.BlockAccount.$Properties instead.
     */
    interface IBlockAccount extends homing.BlockAccount.$Properties {
    }

    /** Represents a BlockAccount. */
    class BlockAccount {

        /**
         * Constructs a new BlockAccount.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.BlockAccount.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** BlockAccount name. */
        name: string;

        /**
         * Creates a new BlockAccount instance using the specified properties.
         * @param [properties] Properties to set
         * @returns BlockAccount instance
         */
        static create(properties: homing.BlockAccount.$Shape): homing.BlockAccount & homing.BlockAccount.$Shape;
        static create(properties?: homing.BlockAccount.$Properties): homing.BlockAccount;

        /**
         * Encodes the specified BlockAccount message. Does not implicitly {@link homing.BlockAccount.verify|verify} messages.
         * @param message BlockAccount message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.BlockAccount.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a BlockAccount message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.BlockAccount & homing.BlockAccount.$Shape} BlockAccount
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.BlockAccount & homing.BlockAccount.$Shape;
    }

    namespace BlockAccount {

        /** Properties of a BlockAccount. */
        interface $Properties {

            /** BlockAccount name */
            name?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a BlockAccount. */
        type $Shape = homing.BlockAccount.$Properties;
    }

    /**
     * Properties of an UnblockAccount.
     * @deprecated Use homing.UnblockAccount.$Properties instead.
     */
    interface IUnblockAccount extends homing.UnblockAccount.$Properties {
    }

    /** Represents an UnblockAccount. */
    class UnblockAccount {

        /**
         * Constructs a new UnblockAccount.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.UnblockAccount.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** UnblockAccount account. */
        account: string;

        /**
         * Creates a new UnblockAccount instance using the specified properties.
         * @param [properties] Properties to set
         * @returns UnblockAccount instance
         */
        static create(properties: homing.UnblockAccount.$Shape): homing.UnblockAccount & homing.UnblockAccount.$Shape;
        static create(properties?: homing.UnblockAccount.$Properties): homing.UnblockAccount;

        /**
         * Encodes the specified UnblockAccount message. Does not implicitly {@link homing.UnblockAccount.verify|verify} messages.
         * @param message UnblockAccount message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.UnblockAccount.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an UnblockAccount message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.UnblockAccount & homing.UnblockAccount.$Shape} UnblockAccount
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.UnblockAccount & homing.UnblockAccount.$Shape;
    }

    namespace UnblockAccount {

        /** Properties of an UnblockAccount. */
        interface $Properties {

            /** UnblockAccount account */
            account?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an UnblockAccount. */
        type $Shape = homing.UnblockAccount.$Properties;
    }

    /**
     * Properties of a RemarkFriend.
     * @deprecated Use homing.RemarkFriend.$Properties instead.
     */
    interface IRemarkFriend extends homing.RemarkFriend.$Properties {
    }

    /** Represents a RemarkFriend. */
    class RemarkFriend {

        /**
         * Constructs a new RemarkFriend.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.RemarkFriend.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RemarkFriend account. */
        account: string;

        /** RemarkFriend remark. */
        remark: string;

        /**
         * Creates a new RemarkFriend instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RemarkFriend instance
         */
        static create(properties: homing.RemarkFriend.$Shape): homing.RemarkFriend & homing.RemarkFriend.$Shape;
        static create(properties?: homing.RemarkFriend.$Properties): homing.RemarkFriend;

        /**
         * Encodes the specified RemarkFriend message. Does not implicitly {@link homing.RemarkFriend.verify|verify} messages.
         * @param message RemarkFriend message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.RemarkFriend.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RemarkFriend message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.RemarkFriend & homing.RemarkFriend.$Shape} RemarkFriend
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.RemarkFriend & homing.RemarkFriend.$Shape;
    }

    namespace RemarkFriend {

        /** Properties of a RemarkFriend. */
        interface $Properties {

            /** RemarkFriend account */
            account?: (string|null);

            /** RemarkFriend remark */
            remark?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RemarkFriend. */
        type $Shape = homing.RemarkFriend.$Properties;
    }

    /**
     * Properties of a ReportAccount.
     * @deprecated Use homing.ReportAccount.$Properties instead.
     */
    interface IReportAccount extends homing.ReportAccount.$Properties {
    }

    /** Represents a ReportAccount. */
    class ReportAccount {

        /**
         * Constructs a new ReportAccount.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.ReportAccount.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ReportAccount name. */
        name: string;

        /** ReportAccount reason. */
        reason: string;

        /** ReportAccount text. */
        text: string;

        /**
         * Creates a new ReportAccount instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ReportAccount instance
         */
        static create(properties: homing.ReportAccount.$Shape): homing.ReportAccount & homing.ReportAccount.$Shape;
        static create(properties?: homing.ReportAccount.$Properties): homing.ReportAccount;

        /**
         * Encodes the specified ReportAccount message. Does not implicitly {@link homing.ReportAccount.verify|verify} messages.
         * @param message ReportAccount message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.ReportAccount.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ReportAccount message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.ReportAccount & homing.ReportAccount.$Shape} ReportAccount
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.ReportAccount & homing.ReportAccount.$Shape;
    }

    namespace ReportAccount {

        /** Properties of a ReportAccount. */
        interface $Properties {

            /** ReportAccount name */
            name?: (string|null);

            /** ReportAccount reason */
            reason?: (string|null);

            /** ReportAccount text */
            text?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ReportAccount. */
        type $Shape = homing.ReportAccount.$Properties;
    }

    /**
     * Properties of a Presence.
     * @deprecated Use homing.Presence.$Properties instead.
     */
    interface IPresence extends homing.Presence.$Properties {
    }

    /** Represents a Presence. */
    class Presence {

        /**
         * Constructs a new Presence.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.Presence.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Presence account. */
        account: string;

        /** Presence online. */
        online: boolean;

        /** Presence lastSeenMs. */
        lastSeenMs: number;

        /** Presence devices. */
        devices: homing.FriendDevice.$Properties[];

        /**
         * Creates a new Presence instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Presence instance
         */
        static create(properties: homing.Presence.$Shape): homing.Presence & homing.Presence.$Shape;
        static create(properties?: homing.Presence.$Properties): homing.Presence;

        /**
         * Encodes the specified Presence message. Does not implicitly {@link homing.Presence.verify|verify} messages.
         * @param message Presence message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.Presence.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Presence message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.Presence & homing.Presence.$Shape} Presence
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.Presence & homing.Presence.$Shape;
    }

    namespace Presence {

        /** Properties of a Presence. */
        interface $Properties {

            /** Presence account */
            account?: (string|null);

            /** Presence online */
            online?: (boolean|null);

            /** Presence lastSeenMs */
            lastSeenMs?: (number|null);

            /** Presence devices */
            devices?: (homing.FriendDevice.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Presence. */
        type $Shape = homing.Presence.$Properties;
    }

    /**
     * Properties of a SendMessage.
     * @deprecated Use homing.SendMessage.$Properties instead.
     */
    interface ISendMessage extends homing.SendMessage.$Properties {
    }

    /** Represents a SendMessage. */
    class SendMessage {

        /**
         * Constructs a new SendMessage.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.SendMessage.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SendMessage conversation. */
        conversation: string;

        /** SendMessage id. */
        id: string;

        /** SendMessage body. */
        body: Uint8Array;

        /**
         * Creates a new SendMessage instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SendMessage instance
         */
        static create(properties: homing.SendMessage.$Shape): homing.SendMessage & homing.SendMessage.$Shape;
        static create(properties?: homing.SendMessage.$Properties): homing.SendMessage;

        /**
         * Encodes the specified SendMessage message. Does not implicitly {@link homing.SendMessage.verify|verify} messages.
         * @param message SendMessage message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.SendMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SendMessage message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.SendMessage & homing.SendMessage.$Shape} SendMessage
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.SendMessage & homing.SendMessage.$Shape;
    }

    namespace SendMessage {

        /** Properties of a SendMessage. */
        interface $Properties {

            /** SendMessage conversation */
            conversation?: (string|null);

            /** SendMessage id */
            id?: (string|null);

            /** SendMessage body */
            body?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SendMessage. */
        type $Shape = homing.SendMessage.$Properties;
    }

    /**
     * Properties of a Stored.
     * @deprecated Use homing.Stored.$Properties instead.
     */
    interface IStored extends homing.Stored.$Properties {
    }

    /** Represents a Stored. */
    class Stored {

        /**
         * Constructs a new Stored.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.Stored.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Stored seq. */
        seq: number;

        /** Stored storedMs. */
        storedMs: number;

        /**
         * Creates a new Stored instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Stored instance
         */
        static create(properties: homing.Stored.$Shape): homing.Stored & homing.Stored.$Shape;
        static create(properties?: homing.Stored.$Properties): homing.Stored;

        /**
         * Encodes the specified Stored message. Does not implicitly {@link homing.Stored.verify|verify} messages.
         * @param message Stored message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.Stored.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Stored message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.Stored & homing.Stored.$Shape} Stored
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.Stored & homing.Stored.$Shape;
    }

    namespace Stored {

        /** Properties of a Stored. */
        interface $Properties {

            /** Stored seq */
            seq?: (number|null);

            /** Stored storedMs */
            storedMs?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Stored. */
        type $Shape = homing.Stored.$Properties;
    }

    /**
     * Properties of a Message.
     * @deprecated Use homing.Message.$Properties instead.
     */
    interface IMessage extends homing.Message.$Properties {
    }

    /** Represents a Message. */
    class Message {

        /**
         * Constructs a new Message.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.Message.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Message conversation. */
        conversation: string;

        /** Message seq. */
        seq: number;

        /** Message id. */
        id: string;

        /** Message sender. */
        sender: string;

        /** Message device. */
        device: string;

        /** Message storedMs. */
        storedMs: number;

        /** Message body. */
        body: Uint8Array;

        /**
         * Creates a new Message instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Message instance
         */
        static create(properties: homing.Message.$Shape): homing.Message & homing.Message.$Shape;
        static create(properties?: homing.Message.$Properties): homing.Message;

        /**
         * Encodes the specified Message message. Does not implicitly {@link homing.Message.verify|verify} messages.
         * @param message Message message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.Message.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Message message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.Message & homing.Message.$Shape} Message
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.Message & homing.Message.$Shape;
    }

    namespace Message {

        /** Properties of a Message. */
        interface $Properties {

            /** Message conversation */
            conversation?: (string|null);

            /** Message seq */
            seq?: (number|null);

            /** Message id */
            id?: (string|null);

            /** Message sender */
            sender?: (string|null);

            /** Message device */
            device?: (string|null);

            /** Message storedMs */
            storedMs?: (number|null);

            /** Message body */
            body?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Message. */
        type $Shape = homing.Message.$Properties;
    }

    /**
     * Properties of a History.
     * @deprecated Use homing.History.$Properties instead.
     */
    interface IHistory extends homing.History.$Properties {
    }

    /** Represents a History. */
    class History {

        /**
         * Constructs a new History.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.History.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** History conversation. */
        conversation: string;

        /** History afterSeq. */
        afterSeq: number;

        /** History beforeSeq. */
        beforeSeq: number;

        /** History limit. */
        limit: number;

        /**
         * Creates a new History instance using the specified properties.
         * @param [properties] Properties to set
         * @returns History instance
         */
        static create(properties: homing.History.$Shape): homing.History & homing.History.$Shape;
        static create(properties?: homing.History.$Properties): homing.History;

        /**
         * Encodes the specified History message. Does not implicitly {@link homing.History.verify|verify} messages.
         * @param message History message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.History.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a History message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.History & homing.History.$Shape} History
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.History & homing.History.$Shape;
    }

    namespace History {

        /** Properties of a History. */
        interface $Properties {

            /** History conversation */
            conversation?: (string|null);

            /** History afterSeq */
            afterSeq?: (number|null);

            /** History beforeSeq */
            beforeSeq?: (number|null);

            /** History limit */
            limit?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a History. */
        type $Shape = homing.History.$Properties;
    }

    /**
     * Properties of a HistoryAnswer.
     * @deprecated Use homing.HistoryAnswer.$Properties instead.
     */
    interface IHistoryAnswer extends homing.HistoryAnswer.$Properties {
    }

    /** Represents a HistoryAnswer. */
    class HistoryAnswer {

        /**
         * Constructs a new HistoryAnswer.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.HistoryAnswer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** HistoryAnswer messages. */
        messages: homing.Message.$Properties[];

        /** HistoryAnswer more. */
        more: boolean;

        /**
         * Creates a new HistoryAnswer instance using the specified properties.
         * @param [properties] Properties to set
         * @returns HistoryAnswer instance
         */
        static create(properties: homing.HistoryAnswer.$Shape): homing.HistoryAnswer & homing.HistoryAnswer.$Shape;
        static create(properties?: homing.HistoryAnswer.$Properties): homing.HistoryAnswer;

        /**
         * Encodes the specified HistoryAnswer message. Does not implicitly {@link homing.HistoryAnswer.verify|verify} messages.
         * @param message HistoryAnswer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.HistoryAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a HistoryAnswer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.HistoryAnswer & homing.HistoryAnswer.$Shape} HistoryAnswer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.HistoryAnswer & homing.HistoryAnswer.$Shape;
    }

    namespace HistoryAnswer {

        /** Properties of a HistoryAnswer. */
        interface $Properties {

            /** HistoryAnswer messages */
            messages?: (homing.Message.$Properties[]|null);

            /** HistoryAnswer more */
            more?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a HistoryAnswer. */
        type $Shape = homing.HistoryAnswer.$Properties;
    }

    /**
     * Properties of a MarkReceipt.
     * @deprecated Use homing.MarkReceipt.$Properties instead.
     */
    interface IMarkReceipt extends homing.MarkReceipt.$Properties {
    }

    /** Represents a MarkReceipt. */
    class MarkReceipt {

        /**
         * Constructs a new MarkReceipt.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.MarkReceipt.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** MarkReceipt conversation. */
        conversation: string;

        /** MarkReceipt deliveredSeq. */
        deliveredSeq: number;

        /** MarkReceipt readSeq. */
        readSeq: number;

        /**
         * Creates a new MarkReceipt instance using the specified properties.
         * @param [properties] Properties to set
         * @returns MarkReceipt instance
         */
        static create(properties: homing.MarkReceipt.$Shape): homing.MarkReceipt & homing.MarkReceipt.$Shape;
        static create(properties?: homing.MarkReceipt.$Properties): homing.MarkReceipt;

        /**
         * Encodes the specified MarkReceipt message. Does not implicitly {@link homing.MarkReceipt.verify|verify} messages.
         * @param message MarkReceipt message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.MarkReceipt.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a MarkReceipt message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.MarkReceipt & homing.MarkReceipt.$Shape} MarkReceipt
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.MarkReceipt & homing.MarkReceipt.$Shape;
    }

    namespace MarkReceipt {

        /** Properties of a MarkReceipt. */
        interface $Properties {

            /** MarkReceipt conversation */
            conversation?: (string|null);

            /** MarkReceipt deliveredSeq */
            deliveredSeq?: (number|null);

            /** MarkReceipt readSeq */
            readSeq?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a MarkReceipt. */
        type $Shape = homing.MarkReceipt.$Properties;
    }

    /**
     * Properties of a Typing.
     * @deprecated Use homing.Typing.$Properties instead.
     */
    interface ITyping extends homing.Typing.$Properties {
    }

    /** Represents a Typing. */
    class Typing {

        /**
         * Constructs a new Typing.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.Typing.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Typing conversation. */
        conversation: string;

        /**
         * Creates a new Typing instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Typing instance
         */
        static create(properties: homing.Typing.$Shape): homing.Typing & homing.Typing.$Shape;
        static create(properties?: homing.Typing.$Properties): homing.Typing;

        /**
         * Encodes the specified Typing message. Does not implicitly {@link homing.Typing.verify|verify} messages.
         * @param message Typing message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.Typing.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Typing message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.Typing & homing.Typing.$Shape} Typing
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.Typing & homing.Typing.$Shape;
    }

    namespace Typing {

        /** Properties of a Typing. */
        interface $Properties {

            /** Typing conversation */
            conversation?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Typing. */
        type $Shape = homing.Typing.$Properties;
    }

    /**
     * Properties of a TypingSeen.
     * @deprecated Use homing.TypingSeen.$Properties instead.
     */
    interface ITypingSeen extends homing.TypingSeen.$Properties {
    }

    /** Represents a TypingSeen. */
    class TypingSeen {

        /**
         * Constructs a new TypingSeen.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.TypingSeen.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TypingSeen conversation. */
        conversation: string;

        /** TypingSeen account. */
        account: string;

        /**
         * Creates a new TypingSeen instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TypingSeen instance
         */
        static create(properties: homing.TypingSeen.$Shape): homing.TypingSeen & homing.TypingSeen.$Shape;
        static create(properties?: homing.TypingSeen.$Properties): homing.TypingSeen;

        /**
         * Encodes the specified TypingSeen message. Does not implicitly {@link homing.TypingSeen.verify|verify} messages.
         * @param message TypingSeen message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.TypingSeen.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TypingSeen message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.TypingSeen & homing.TypingSeen.$Shape} TypingSeen
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.TypingSeen & homing.TypingSeen.$Shape;
    }

    namespace TypingSeen {

        /** Properties of a TypingSeen. */
        interface $Properties {

            /** TypingSeen conversation */
            conversation?: (string|null);

            /** TypingSeen account */
            account?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TypingSeen. */
        type $Shape = homing.TypingSeen.$Properties;
    }

    /**
     * Properties of an Events.
     * @deprecated Use homing.Events.$Properties instead.
     */
    interface IEvents extends homing.Events.$Properties {
    }

    /** Represents an Events. */
    class Events {

        /**
         * Constructs a new Events.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.Events.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Events events. */
        events: homing.Event.$Properties[];

        /**
         * Creates a new Events instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Events instance
         */
        static create(properties: homing.Events.$Shape): homing.Events & homing.Events.$Shape;
        static create(properties?: homing.Events.$Properties): homing.Events;

        /**
         * Encodes the specified Events message. Does not implicitly {@link homing.Events.verify|verify} messages.
         * @param message Events message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.Events.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Events message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.Events & homing.Events.$Shape} Events
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.Events & homing.Events.$Shape;
    }

    namespace Events {

        /** Properties of an Events. */
        interface $Properties {

            /** Events events */
            events?: (homing.Event.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Events. */
        type $Shape = {
          events?: homing.Event.$Shape[]|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a CaughtUp.
     * @deprecated Use homing.CaughtUp.$Properties instead.
     */
    interface ICaughtUp extends homing.CaughtUp.$Properties {
    }

    /** Represents a CaughtUp. */
    class CaughtUp {

        /**
         * Constructs a new CaughtUp.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.CaughtUp.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CaughtUp headUsn. */
        headUsn: number;

        /**
         * Creates a new CaughtUp instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CaughtUp instance
         */
        static create(properties: homing.CaughtUp.$Shape): homing.CaughtUp & homing.CaughtUp.$Shape;
        static create(properties?: homing.CaughtUp.$Properties): homing.CaughtUp;

        /**
         * Encodes the specified CaughtUp message. Does not implicitly {@link homing.CaughtUp.verify|verify} messages.
         * @param message CaughtUp message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.CaughtUp.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CaughtUp message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.CaughtUp & homing.CaughtUp.$Shape} CaughtUp
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.CaughtUp & homing.CaughtUp.$Shape;
    }

    namespace CaughtUp {

        /** Properties of a CaughtUp. */
        interface $Properties {

            /** CaughtUp headUsn */
            headUsn?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CaughtUp. */
        type $Shape = homing.CaughtUp.$Properties;
    }

    /**
     * Properties of an Event.
     * @deprecated Use homing.Event.$Properties instead.
     */
    interface IEvent extends homing.Event.$Properties {
    }

    /** Represents an Event. */
    class Event {

        /**
         * Constructs a new Event.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.Event.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Event usn. */
        usn: number;

        /** Event atMs. */
        atMs: number;

        /** Event message. */
        message?: (homing.Message.$Properties|null);

        /** Event receipt. */
        receipt?: (homing.Receipt.$Properties|null);

        /** Event friend. */
        friend?: (homing.Friend.$Properties|null);

        /** Event profile. */
        profile?: (homing.Profile.$Properties|null);

        /** Event device. */
        device?: (homing.Device.$Properties|null);

        /** Event change. */
        change?: ("message"|"receipt"|"friend"|"profile"|"device");

        /**
         * Creates a new Event instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Event instance
         */
        static create(properties: homing.Event.$Shape): homing.Event & homing.Event.$Shape;
        static create(properties?: homing.Event.$Properties): homing.Event;

        /**
         * Encodes the specified Event message. Does not implicitly {@link homing.Event.verify|verify} messages.
         * @param message Event message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.Event.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Event message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.Event & homing.Event.$Shape} Event
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.Event & homing.Event.$Shape;
    }

    namespace Event {

        /** Properties of an Event. */
        interface $Properties {

            /** Event usn */
            usn?: (number|null);

            /** Event atMs */
            atMs?: (number|null);

            /** Event message */
            message?: (homing.Message.$Properties|null);

            /** Event receipt */
            receipt?: (homing.Receipt.$Properties|null);

            /** Event friend */
            friend?: (homing.Friend.$Properties|null);

            /** Event profile */
            profile?: (homing.Profile.$Properties|null);

            /** Event device */
            device?: (homing.Device.$Properties|null);

            /** Event change */
            change?: ("message"|"receipt"|"friend"|"profile"|"device");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of an Event. */
        type $Shape = {
          usn?: number|null;
          atMs?: number|null;
          message?: homing.Message.$Shape|null;
          receipt?: homing.Receipt.$Shape|null;
          friend?: homing.Friend.$Shape|null;
          profile?: homing.Profile.$Shape|null;
          device?: homing.Device.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ change?: undefined; message?: null; receipt?: null; friend?: null; profile?: null; device?: null }|{ change?: "message"; message: homing.Message.$Shape; receipt?: null; friend?: null; profile?: null; device?: null }|{ change?: "receipt"; message?: null; receipt: homing.Receipt.$Shape; friend?: null; profile?: null; device?: null }|{ change?: "friend"; message?: null; receipt?: null; friend: homing.Friend.$Shape; profile?: null; device?: null }|{ change?: "profile"; message?: null; receipt?: null; friend?: null; profile: homing.Profile.$Shape; device?: null }|{ change?: "device"; message?: null; receipt?: null; friend?: null; profile?: null; device: homing.Device.$Shape })
        );
    }

    /**
     * Properties of a Receipt.
     * @deprecated Use homing.Receipt.$Properties instead.
     */
    interface IReceipt extends homing.Receipt.$Properties {
    }

    /** Represents a Receipt. */
    class Receipt {

        /**
         * Constructs a new Receipt.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.Receipt.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Receipt conversation. */
        conversation: string;

        /** Receipt account. */
        account: string;

        /** Receipt deliveredSeq. */
        deliveredSeq: number;

        /** Receipt readSeq. */
        readSeq: number;

        /**
         * Creates a new Receipt instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Receipt instance
         */
        static create(properties: homing.Receipt.$Shape): homing.Receipt & homing.Receipt.$Shape;
        static create(properties?: homing.Receipt.$Properties): homing.Receipt;

        /**
         * Encodes the specified Receipt message. Does not implicitly {@link homing.Receipt.verify|verify} messages.
         * @param message Receipt message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.Receipt.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Receipt message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.Receipt & homing.Receipt.$Shape} Receipt
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.Receipt & homing.Receipt.$Shape;
    }

    namespace Receipt {

        /** Properties of a Receipt. */
        interface $Properties {

            /** Receipt conversation */
            conversation?: (string|null);

            /** Receipt account */
            account?: (string|null);

            /** Receipt deliveredSeq */
            deliveredSeq?: (number|null);

            /** Receipt readSeq */
            readSeq?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Receipt. */
        type $Shape = homing.Receipt.$Properties;
    }

    /**
     * Properties of a SpoolPut.
     * @deprecated Use homing.SpoolPut.$Properties instead.
     */
    interface ISpoolPut extends homing.SpoolPut.$Properties {
    }

    /** Represents a SpoolPut. */
    class SpoolPut {

        /**
         * Constructs a new SpoolPut.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.SpoolPut.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SpoolPut spool. */
        spool: string;

        /** SpoolPut receivers. */
        receivers: string[];

        /** SpoolPut bytes. */
        bytes: number;

        /** SpoolPut chunks. */
        chunks: number;

        /**
         * Creates a new SpoolPut instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SpoolPut instance
         */
        static create(properties: homing.SpoolPut.$Shape): homing.SpoolPut & homing.SpoolPut.$Shape;
        static create(properties?: homing.SpoolPut.$Properties): homing.SpoolPut;

        /**
         * Encodes the specified SpoolPut message. Does not implicitly {@link homing.SpoolPut.verify|verify} messages.
         * @param message SpoolPut message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.SpoolPut.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SpoolPut message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.SpoolPut & homing.SpoolPut.$Shape} SpoolPut
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.SpoolPut & homing.SpoolPut.$Shape;
    }

    namespace SpoolPut {

        /** Properties of a SpoolPut. */
        interface $Properties {

            /** SpoolPut spool */
            spool?: (string|null);

            /** SpoolPut receivers */
            receivers?: (string[]|null);

            /** SpoolPut bytes */
            bytes?: (number|null);

            /** SpoolPut chunks */
            chunks?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SpoolPut. */
        type $Shape = homing.SpoolPut.$Properties;
    }

    /**
     * Properties of a SpoolPutAnswer.
     * @deprecated Use homing.SpoolPutAnswer.$Properties instead.
     */
    interface ISpoolPutAnswer extends homing.SpoolPutAnswer.$Properties {
    }

    /** Represents a SpoolPutAnswer. */
    class SpoolPutAnswer {

        /**
         * Constructs a new SpoolPutAnswer.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.SpoolPutAnswer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SpoolPutAnswer ticket. */
        ticket: Uint8Array;

        /** SpoolPutAnswer untilMs. */
        untilMs: number;

        /** SpoolPutAnswer expiresMs. */
        expiresMs: number;

        /** SpoolPutAnswer waiting. */
        waiting: string[];

        /** SpoolPutAnswer usage. */
        usage?: (homing.SpoolUsage.$Properties|null);

        /**
         * Creates a new SpoolPutAnswer instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SpoolPutAnswer instance
         */
        static create(properties: homing.SpoolPutAnswer.$Shape): homing.SpoolPutAnswer & homing.SpoolPutAnswer.$Shape;
        static create(properties?: homing.SpoolPutAnswer.$Properties): homing.SpoolPutAnswer;

        /**
         * Encodes the specified SpoolPutAnswer message. Does not implicitly {@link homing.SpoolPutAnswer.verify|verify} messages.
         * @param message SpoolPutAnswer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.SpoolPutAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SpoolPutAnswer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.SpoolPutAnswer & homing.SpoolPutAnswer.$Shape} SpoolPutAnswer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.SpoolPutAnswer & homing.SpoolPutAnswer.$Shape;
    }

    namespace SpoolPutAnswer {

        /** Properties of a SpoolPutAnswer. */
        interface $Properties {

            /** SpoolPutAnswer ticket */
            ticket?: (Uint8Array|null);

            /** SpoolPutAnswer untilMs */
            untilMs?: (number|null);

            /** SpoolPutAnswer expiresMs */
            expiresMs?: (number|null);

            /** SpoolPutAnswer waiting */
            waiting?: (string[]|null);

            /** SpoolPutAnswer usage */
            usage?: (homing.SpoolUsage.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SpoolPutAnswer. */
        type $Shape = homing.SpoolPutAnswer.$Properties;
    }

    /**
     * Properties of a SpoolGet.
     * @deprecated Use homing.SpoolGet.$Properties instead.
     */
    interface ISpoolGet extends homing.SpoolGet.$Properties {
    }

    /** Represents a SpoolGet. */
    class SpoolGet {

        /**
         * Constructs a new SpoolGet.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.SpoolGet.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SpoolGet spool. */
        spool: string;

        /**
         * Creates a new SpoolGet instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SpoolGet instance
         */
        static create(properties: homing.SpoolGet.$Shape): homing.SpoolGet & homing.SpoolGet.$Shape;
        static create(properties?: homing.SpoolGet.$Properties): homing.SpoolGet;

        /**
         * Encodes the specified SpoolGet message. Does not implicitly {@link homing.SpoolGet.verify|verify} messages.
         * @param message SpoolGet message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.SpoolGet.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SpoolGet message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.SpoolGet & homing.SpoolGet.$Shape} SpoolGet
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.SpoolGet & homing.SpoolGet.$Shape;
    }

    namespace SpoolGet {

        /** Properties of a SpoolGet. */
        interface $Properties {

            /** SpoolGet spool */
            spool?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SpoolGet. */
        type $Shape = homing.SpoolGet.$Properties;
    }

    /**
     * Properties of a SpoolGetAnswer.
     * @deprecated Use homing.SpoolGetAnswer.$Properties instead.
     */
    interface ISpoolGetAnswer extends homing.SpoolGetAnswer.$Properties {
    }

    /** Represents a SpoolGetAnswer. */
    class SpoolGetAnswer {

        /**
         * Constructs a new SpoolGetAnswer.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.SpoolGetAnswer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SpoolGetAnswer ticket. */
        ticket: Uint8Array;

        /** SpoolGetAnswer untilMs. */
        untilMs: number;

        /** SpoolGetAnswer expiresMs. */
        expiresMs: number;

        /** SpoolGetAnswer bytes. */
        bytes: number;

        /** SpoolGetAnswer chunks. */
        chunks: number;

        /**
         * Creates a new SpoolGetAnswer instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SpoolGetAnswer instance
         */
        static create(properties: homing.SpoolGetAnswer.$Shape): homing.SpoolGetAnswer & homing.SpoolGetAnswer.$Shape;
        static create(properties?: homing.SpoolGetAnswer.$Properties): homing.SpoolGetAnswer;

        /**
         * Encodes the specified SpoolGetAnswer message. Does not implicitly {@link homing.SpoolGetAnswer.verify|verify} messages.
         * @param message SpoolGetAnswer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.SpoolGetAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SpoolGetAnswer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.SpoolGetAnswer & homing.SpoolGetAnswer.$Shape} SpoolGetAnswer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.SpoolGetAnswer & homing.SpoolGetAnswer.$Shape;
    }

    namespace SpoolGetAnswer {

        /** Properties of a SpoolGetAnswer. */
        interface $Properties {

            /** SpoolGetAnswer ticket */
            ticket?: (Uint8Array|null);

            /** SpoolGetAnswer untilMs */
            untilMs?: (number|null);

            /** SpoolGetAnswer expiresMs */
            expiresMs?: (number|null);

            /** SpoolGetAnswer bytes */
            bytes?: (number|null);

            /** SpoolGetAnswer chunks */
            chunks?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SpoolGetAnswer. */
        type $Shape = homing.SpoolGetAnswer.$Properties;
    }

    /**
     * Properties of a SpoolDrop.
     * @deprecated Use homing.SpoolDrop.$Properties instead.
     */
    interface ISpoolDrop extends homing.SpoolDrop.$Properties {
    }

    /** Represents a SpoolDrop. */
    class SpoolDrop {

        /**
         * Constructs a new SpoolDrop.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.SpoolDrop.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SpoolDrop spool. */
        spool: string;

        /**
         * Creates a new SpoolDrop instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SpoolDrop instance
         */
        static create(properties: homing.SpoolDrop.$Shape): homing.SpoolDrop & homing.SpoolDrop.$Shape;
        static create(properties?: homing.SpoolDrop.$Properties): homing.SpoolDrop;

        /**
         * Encodes the specified SpoolDrop message. Does not implicitly {@link homing.SpoolDrop.verify|verify} messages.
         * @param message SpoolDrop message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.SpoolDrop.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SpoolDrop message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.SpoolDrop & homing.SpoolDrop.$Shape} SpoolDrop
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.SpoolDrop & homing.SpoolDrop.$Shape;
    }

    namespace SpoolDrop {

        /** Properties of a SpoolDrop. */
        interface $Properties {

            /** SpoolDrop spool */
            spool?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SpoolDrop. */
        type $Shape = homing.SpoolDrop.$Properties;
    }

    /**
     * Properties of an AskSpoolUsage.
     * @deprecated Use homing.AskSpoolUsage.$Properties instead.
     */
    interface IAskSpoolUsage extends homing.AskSpoolUsage.$Properties {
    }

    /** Represents an AskSpoolUsage. */
    class AskSpoolUsage {

        /**
         * Constructs a new AskSpoolUsage.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.AskSpoolUsage.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new AskSpoolUsage instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AskSpoolUsage instance
         */
        static create(properties: homing.AskSpoolUsage.$Shape): homing.AskSpoolUsage & homing.AskSpoolUsage.$Shape;
        static create(properties?: homing.AskSpoolUsage.$Properties): homing.AskSpoolUsage;

        /**
         * Encodes the specified AskSpoolUsage message. Does not implicitly {@link homing.AskSpoolUsage.verify|verify} messages.
         * @param message AskSpoolUsage message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.AskSpoolUsage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AskSpoolUsage message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.AskSpoolUsage & homing.AskSpoolUsage.$Shape} AskSpoolUsage
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.AskSpoolUsage & homing.AskSpoolUsage.$Shape;
    }

    namespace AskSpoolUsage {

        /** Properties of an AskSpoolUsage. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AskSpoolUsage. */
        type $Shape = homing.AskSpoolUsage.$Properties;
    }

    /**
     * Properties of a SpoolUsage.
     * @deprecated Use homing.SpoolUsage.$Properties instead.
     */
    interface ISpoolUsage extends homing.SpoolUsage.$Properties {
    }

    /** Represents a SpoolUsage. */
    class SpoolUsage {

        /**
         * Constructs a new SpoolUsage.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.SpoolUsage.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SpoolUsage storedBytes. */
        storedBytes: number;

        /** SpoolUsage storedLimitBytes. */
        storedLimitBytes: number;

        /** SpoolUsage monthBytes. */
        monthBytes: number;

        /** SpoolUsage monthLimitBytes. */
        monthLimitBytes: number;

        /** SpoolUsage monthTurnsMs. */
        monthTurnsMs: number;

        /**
         * Creates a new SpoolUsage instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SpoolUsage instance
         */
        static create(properties: homing.SpoolUsage.$Shape): homing.SpoolUsage & homing.SpoolUsage.$Shape;
        static create(properties?: homing.SpoolUsage.$Properties): homing.SpoolUsage;

        /**
         * Encodes the specified SpoolUsage message. Does not implicitly {@link homing.SpoolUsage.verify|verify} messages.
         * @param message SpoolUsage message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.SpoolUsage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SpoolUsage message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.SpoolUsage & homing.SpoolUsage.$Shape} SpoolUsage
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.SpoolUsage & homing.SpoolUsage.$Shape;
    }

    namespace SpoolUsage {

        /** Properties of a SpoolUsage. */
        interface $Properties {

            /** SpoolUsage storedBytes */
            storedBytes?: (number|null);

            /** SpoolUsage storedLimitBytes */
            storedLimitBytes?: (number|null);

            /** SpoolUsage monthBytes */
            monthBytes?: (number|null);

            /** SpoolUsage monthLimitBytes */
            monthLimitBytes?: (number|null);

            /** SpoolUsage monthTurnsMs */
            monthTurnsMs?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SpoolUsage. */
        type $Shape = homing.SpoolUsage.$Properties;
    }

    /**
     * Properties of a SealedTicket.
     * @deprecated Use homing.SealedTicket.$Properties instead.
     */
    interface ISealedTicket extends homing.SealedTicket.$Properties {
    }

    /** Represents a SealedTicket. */
    class SealedTicket {

        /**
         * Constructs a new SealedTicket.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.SealedTicket.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SealedTicket ticket. */
        ticket: Uint8Array;

        /** SealedTicket signature. */
        signature: Uint8Array;

        /**
         * Creates a new SealedTicket instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SealedTicket instance
         */
        static create(properties: homing.SealedTicket.$Shape): homing.SealedTicket & homing.SealedTicket.$Shape;
        static create(properties?: homing.SealedTicket.$Properties): homing.SealedTicket;

        /**
         * Encodes the specified SealedTicket message. Does not implicitly {@link homing.SealedTicket.verify|verify} messages.
         * @param message SealedTicket message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.SealedTicket.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SealedTicket message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.SealedTicket & homing.SealedTicket.$Shape} SealedTicket
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.SealedTicket & homing.SealedTicket.$Shape;
    }

    namespace SealedTicket {

        /** Properties of a SealedTicket. */
        interface $Properties {

            /** SealedTicket ticket */
            ticket?: (Uint8Array|null);

            /** SealedTicket signature */
            signature?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SealedTicket. */
        type $Shape = homing.SealedTicket.$Properties;
    }

    /**
     * Properties of a Ticket.
     * @deprecated Use homing.Ticket.$Properties instead.
     */
    interface ITicket extends homing.Ticket.$Properties {
    }

    /** Represents a Ticket. */
    class Ticket {

        /**
         * Constructs a new Ticket.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.Ticket.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Ticket spool. */
        spool: string;

        /** Ticket device. */
        device: string;

        /** Ticket account. */
        account: string;

        /** Ticket op. */
        op: string;

        /** Ticket maxBytes. */
        maxBytes: number;

        /** Ticket untilMs. */
        untilMs: number;

        /**
         * Creates a new Ticket instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Ticket instance
         */
        static create(properties: homing.Ticket.$Shape): homing.Ticket & homing.Ticket.$Shape;
        static create(properties?: homing.Ticket.$Properties): homing.Ticket;

        /**
         * Encodes the specified Ticket message. Does not implicitly {@link homing.Ticket.verify|verify} messages.
         * @param message Ticket message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.Ticket.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Ticket message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.Ticket & homing.Ticket.$Shape} Ticket
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.Ticket & homing.Ticket.$Shape;
    }

    namespace Ticket {

        /** Properties of a Ticket. */
        interface $Properties {

            /** Ticket spool */
            spool?: (string|null);

            /** Ticket device */
            device?: (string|null);

            /** Ticket account */
            account?: (string|null);

            /** Ticket op */
            op?: (string|null);

            /** Ticket maxBytes */
            maxBytes?: (number|null);

            /** Ticket untilMs */
            untilMs?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Ticket. */
        type $Shape = homing.Ticket.$Properties;
    }

    /**
     * Properties of a SealedPeerCard.
     * @deprecated Use homing.SealedPeerCard.$Properties instead.
     */
    interface ISealedPeerCard extends homing.SealedPeerCard.$Properties {
    }

    /** Represents a SealedPeerCard. */
    class SealedPeerCard {

        /**
         * Constructs a new SealedPeerCard.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.SealedPeerCard.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SealedPeerCard card. */
        card: Uint8Array;

        /** SealedPeerCard signature. */
        signature: Uint8Array;

        /**
         * Creates a new SealedPeerCard instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SealedPeerCard instance
         */
        static create(properties: homing.SealedPeerCard.$Shape): homing.SealedPeerCard & homing.SealedPeerCard.$Shape;
        static create(properties?: homing.SealedPeerCard.$Properties): homing.SealedPeerCard;

        /**
         * Encodes the specified SealedPeerCard message. Does not implicitly {@link homing.SealedPeerCard.verify|verify} messages.
         * @param message SealedPeerCard message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.SealedPeerCard.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SealedPeerCard message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.SealedPeerCard & homing.SealedPeerCard.$Shape} SealedPeerCard
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.SealedPeerCard & homing.SealedPeerCard.$Shape;
    }

    namespace SealedPeerCard {

        /** Properties of a SealedPeerCard. */
        interface $Properties {

            /** SealedPeerCard card */
            card?: (Uint8Array|null);

            /** SealedPeerCard signature */
            signature?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SealedPeerCard. */
        type $Shape = homing.SealedPeerCard.$Properties;
    }

    /**
     * Properties of a PeerCard.
     * @deprecated Use homing.PeerCard.$Properties instead.
     */
    interface IPeerCard extends homing.PeerCard.$Properties {
    }

    /** Represents a PeerCard. */
    class PeerCard {

        /**
         * Constructs a new PeerCard.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.PeerCard.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PeerCard device. */
        device: string;

        /** PeerCard addresses. */
        addresses: string[];

        /** PeerCard issuedAtMs. */
        issuedAtMs: number;

        /** PeerCard sealingKey. */
        sealingKey?: (Uint8Array|null);

        /**
         * Creates a new PeerCard instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PeerCard instance
         */
        static create(properties: homing.PeerCard.$Shape): homing.PeerCard & homing.PeerCard.$Shape;
        static create(properties?: homing.PeerCard.$Properties): homing.PeerCard;

        /**
         * Encodes the specified PeerCard message. Does not implicitly {@link homing.PeerCard.verify|verify} messages.
         * @param message PeerCard message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.PeerCard.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PeerCard message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.PeerCard & homing.PeerCard.$Shape} PeerCard
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.PeerCard & homing.PeerCard.$Shape;
    }

    namespace PeerCard {

        /** Properties of a PeerCard. */
        interface $Properties {

            /** PeerCard device */
            device?: (string|null);

            /** PeerCard addresses */
            addresses?: (string[]|null);

            /** PeerCard issuedAtMs */
            issuedAtMs?: (number|null);

            /** PeerCard sealingKey */
            sealingKey?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PeerCard. */
        type $Shape = homing.PeerCard.$Properties;
    }

    /**
     * Properties of a ListingTop.
     * @deprecated Use homing.ListingTop.$Properties instead.
     */
    interface IListingTop extends homing.ListingTop.$Properties {
    }

    /** Represents a ListingTop. */
    class ListingTop {

        /**
         * Constructs a new ListingTop.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.ListingTop.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ListingTop version. */
        version: number;

        /** ListingTop mode. */
        mode: number;

        /** ListingTop mtimeMs. */
        mtimeMs: number;

        /**
         * Creates a new ListingTop instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ListingTop instance
         */
        static create(properties: homing.ListingTop.$Shape): homing.ListingTop & homing.ListingTop.$Shape;
        static create(properties?: homing.ListingTop.$Properties): homing.ListingTop;

        /**
         * Encodes the specified ListingTop message. Does not implicitly {@link homing.ListingTop.verify|verify} messages.
         * @param message ListingTop message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.ListingTop.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ListingTop message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.ListingTop & homing.ListingTop.$Shape} ListingTop
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.ListingTop & homing.ListingTop.$Shape;
    }

    namespace ListingTop {

        /** Properties of a ListingTop. */
        interface $Properties {

            /** ListingTop version */
            version?: (number|null);

            /** ListingTop mode */
            mode?: (number|null);

            /** ListingTop mtimeMs */
            mtimeMs?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ListingTop. */
        type $Shape = homing.ListingTop.$Properties;
    }

    /**
     * Properties of a ListingEntry.
     * @deprecated Use homing.ListingEntry.$Properties instead.
     */
    interface IListingEntry extends homing.ListingEntry.$Properties {
    }

    /** Represents a ListingEntry. */
    class ListingEntry {

        /**
         * Constructs a new ListingEntry.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.ListingEntry.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ListingEntry depth. */
        depth: number;

        /** ListingEntry name. */
        name: string;

        /** ListingEntry kind. */
        kind: homing.ListingEntry.Kind;

        /** ListingEntry size. */
        size: number;

        /** ListingEntry mode. */
        mode: number;

        /** ListingEntry mtimeMs. */
        mtimeMs: number;

        /** ListingEntry target. */
        target: string;

        /**
         * Creates a new ListingEntry instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ListingEntry instance
         */
        static create(properties: homing.ListingEntry.$Shape): homing.ListingEntry & homing.ListingEntry.$Shape;
        static create(properties?: homing.ListingEntry.$Properties): homing.ListingEntry;

        /**
         * Encodes the specified ListingEntry message. Does not implicitly {@link homing.ListingEntry.verify|verify} messages.
         * @param message ListingEntry message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.ListingEntry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ListingEntry message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.ListingEntry & homing.ListingEntry.$Shape} ListingEntry
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.ListingEntry & homing.ListingEntry.$Shape;
    }

    namespace ListingEntry {

        /** Properties of a ListingEntry. */
        interface $Properties {

            /** ListingEntry depth */
            depth?: (number|null);

            /** ListingEntry name */
            name?: (string|null);

            /** ListingEntry kind */
            kind?: (homing.ListingEntry.Kind|null);

            /** ListingEntry size */
            size?: (number|null);

            /** ListingEntry mode */
            mode?: (number|null);

            /** ListingEntry mtimeMs */
            mtimeMs?: (number|null);

            /** ListingEntry target */
            target?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ListingEntry. */
        type $Shape = homing.ListingEntry.$Properties;

        /** Kind enum. */
        enum Kind {

            /** FILE value */
            FILE = 0,

            /** FOLDER value */
            FOLDER = 1,

            /** LINK value */
            LINK = 2
        }
    }

    /**
     * Properties of a TransferFrame.
     * @deprecated Use homing.TransferFrame.$Properties instead.
     */
    interface ITransferFrame extends homing.TransferFrame.$Properties {
    }

    /** Represents a TransferFrame. */
    class TransferFrame {

        /**
         * Constructs a new TransferFrame.
         * @param [properties] Properties to set
         */
        constructor(properties?: homing.TransferFrame.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TransferFrame open. */
        open?: (homing.TransferFrame.Open.$Properties|null);

        /** TransferFrame refused. */
        refused?: (homing.TransferFrame.Refused.$Properties|null);

        /** TransferFrame have. */
        have?: (homing.TransferFrame.Have.$Properties|null);

        /** TransferFrame begin. */
        begin?: (homing.TransferFrame.Begin.$Properties|null);

        /** TransferFrame chunk. */
        chunk?: (homing.TransferFrame.Chunk.$Properties|null);

        /** TransferFrame ack. */
        ack?: (homing.TransferFrame.Ack.$Properties|null);

        /** TransferFrame done. */
        done?: (homing.TransferFrame.Done.$Properties|null);

        /** TransferFrame verified. */
        verified?: (homing.TransferFrame.Verified.$Properties|null);

        /** TransferFrame stop. */
        stop?: (homing.TransferFrame.Stop.$Properties|null);

        /** TransferFrame want. */
        want?: (homing.TransferFrame.Want.$Properties|null);

        /** TransferFrame kept. */
        kept?: (homing.TransferFrame.Kept.$Properties|null);

        /** TransferFrame holding. */
        holding?: (homing.TransferFrame.Holding.$Properties|null);

        /** TransferFrame conclude. */
        conclude?: (homing.TransferFrame.Conclude.$Properties|null);

        /** TransferFrame sealedDone. */
        sealedDone?: (homing.TransferFrame.SealedDone.$Properties|null);

        /** TransferFrame stored. */
        stored?: (homing.TransferFrame.Stored.$Properties|null);

        /** TransferFrame extent. */
        extent?: (homing.TransferFrame.Extent.$Properties|null);

        /** TransferFrame place. */
        place?: (homing.TransferFrame.Place.$Properties|null);

        /** TransferFrame url. */
        url?: (homing.TransferFrame.Url.$Properties|null);

        /** TransferFrame message. */
        message?: ("open"|"refused"|"have"|"begin"|"chunk"|"ack"|"done"|"verified"|"stop"|"want"|"kept"|"holding"|"conclude"|"sealedDone"|"stored"|"extent"|"place"|"url");

        /**
         * Creates a new TransferFrame instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TransferFrame instance
         */
        static create(properties: homing.TransferFrame.$Shape): homing.TransferFrame & homing.TransferFrame.$Shape;
        static create(properties?: homing.TransferFrame.$Properties): homing.TransferFrame;

        /**
         * Encodes the specified TransferFrame message. Does not implicitly {@link homing.TransferFrame.verify|verify} messages.
         * @param message TransferFrame message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: homing.TransferFrame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TransferFrame message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {homing.TransferFrame & homing.TransferFrame.$Shape} TransferFrame
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.TransferFrame & homing.TransferFrame.$Shape;
    }

    namespace TransferFrame {

        /** Properties of a TransferFrame. */
        interface $Properties {

            /** TransferFrame open */
            open?: (homing.TransferFrame.Open.$Properties|null);

            /** TransferFrame refused */
            refused?: (homing.TransferFrame.Refused.$Properties|null);

            /** TransferFrame have */
            have?: (homing.TransferFrame.Have.$Properties|null);

            /** TransferFrame begin */
            begin?: (homing.TransferFrame.Begin.$Properties|null);

            /** TransferFrame chunk */
            chunk?: (homing.TransferFrame.Chunk.$Properties|null);

            /** TransferFrame ack */
            ack?: (homing.TransferFrame.Ack.$Properties|null);

            /** TransferFrame done */
            done?: (homing.TransferFrame.Done.$Properties|null);

            /** TransferFrame verified */
            verified?: (homing.TransferFrame.Verified.$Properties|null);

            /** TransferFrame stop */
            stop?: (homing.TransferFrame.Stop.$Properties|null);

            /** TransferFrame want */
            want?: (homing.TransferFrame.Want.$Properties|null);

            /** TransferFrame kept */
            kept?: (homing.TransferFrame.Kept.$Properties|null);

            /** TransferFrame holding */
            holding?: (homing.TransferFrame.Holding.$Properties|null);

            /** TransferFrame conclude */
            conclude?: (homing.TransferFrame.Conclude.$Properties|null);

            /** TransferFrame sealedDone */
            sealedDone?: (homing.TransferFrame.SealedDone.$Properties|null);

            /** TransferFrame stored */
            stored?: (homing.TransferFrame.Stored.$Properties|null);

            /** TransferFrame extent */
            extent?: (homing.TransferFrame.Extent.$Properties|null);

            /** TransferFrame place */
            place?: (homing.TransferFrame.Place.$Properties|null);

            /** TransferFrame url */
            url?: (homing.TransferFrame.Url.$Properties|null);

            /** TransferFrame message */
            message?: ("open"|"refused"|"have"|"begin"|"chunk"|"ack"|"done"|"verified"|"stop"|"want"|"kept"|"holding"|"conclude"|"sealedDone"|"stored"|"extent"|"place"|"url");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a TransferFrame. */
        type $Shape = {
          open?: homing.TransferFrame.Open.$Shape|null;
          refused?: homing.TransferFrame.Refused.$Shape|null;
          have?: homing.TransferFrame.Have.$Shape|null;
          begin?: homing.TransferFrame.Begin.$Shape|null;
          chunk?: homing.TransferFrame.Chunk.$Shape|null;
          ack?: homing.TransferFrame.Ack.$Shape|null;
          done?: homing.TransferFrame.Done.$Shape|null;
          verified?: homing.TransferFrame.Verified.$Shape|null;
          stop?: homing.TransferFrame.Stop.$Shape|null;
          want?: homing.TransferFrame.Want.$Shape|null;
          kept?: homing.TransferFrame.Kept.$Shape|null;
          holding?: homing.TransferFrame.Holding.$Shape|null;
          conclude?: homing.TransferFrame.Conclude.$Shape|null;
          sealedDone?: homing.TransferFrame.SealedDone.$Shape|null;
          stored?: homing.TransferFrame.Stored.$Shape|null;
          extent?: homing.TransferFrame.Extent.$Shape|null;
          place?: homing.TransferFrame.Place.$Shape|null;
          url?: homing.TransferFrame.Url.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ message?: undefined; open?: null; refused?: null; have?: null; begin?: null; chunk?: null; ack?: null; done?: null; verified?: null; stop?: null; want?: null; kept?: null; holding?: null; conclude?: null; sealedDone?: null; stored?: null; extent?: null; place?: null; url?: null }|{ message?: "open"; open: homing.TransferFrame.Open.$Shape; refused?: null; have?: null; begin?: null; chunk?: null; ack?: null; done?: null; verified?: null; stop?: null; want?: null; kept?: null; holding?: null; conclude?: null; sealedDone?: null; stored?: null; extent?: null; place?: null; url?: null }|{ message?: "refused"; open?: null; refused: homing.TransferFrame.Refused.$Shape; have?: null; begin?: null; chunk?: null; ack?: null; done?: null; verified?: null; stop?: null; want?: null; kept?: null; holding?: null; conclude?: null; sealedDone?: null; stored?: null; extent?: null; place?: null; url?: null }|{ message?: "have"; open?: null; refused?: null; have: homing.TransferFrame.Have.$Shape; begin?: null; chunk?: null; ack?: null; done?: null; verified?: null; stop?: null; want?: null; kept?: null; holding?: null; conclude?: null; sealedDone?: null; stored?: null; extent?: null; place?: null; url?: null }|{ message?: "begin"; open?: null; refused?: null; have?: null; begin: homing.TransferFrame.Begin.$Shape; chunk?: null; ack?: null; done?: null; verified?: null; stop?: null; want?: null; kept?: null; holding?: null; conclude?: null; sealedDone?: null; stored?: null; extent?: null; place?: null; url?: null }|{ message?: "chunk"; open?: null; refused?: null; have?: null; begin?: null; chunk: homing.TransferFrame.Chunk.$Shape; ack?: null; done?: null; verified?: null; stop?: null; want?: null; kept?: null; holding?: null; conclude?: null; sealedDone?: null; stored?: null; extent?: null; place?: null; url?: null }|{ message?: "ack"; open?: null; refused?: null; have?: null; begin?: null; chunk?: null; ack: homing.TransferFrame.Ack.$Shape; done?: null; verified?: null; stop?: null; want?: null; kept?: null; holding?: null; conclude?: null; sealedDone?: null; stored?: null; extent?: null; place?: null; url?: null }|{ message?: "done"; open?: null; refused?: null; have?: null; begin?: null; chunk?: null; ack?: null; done: homing.TransferFrame.Done.$Shape; verified?: null; stop?: null; want?: null; kept?: null; holding?: null; conclude?: null; sealedDone?: null; stored?: null; extent?: null; place?: null; url?: null }|{ message?: "verified"; open?: null; refused?: null; have?: null; begin?: null; chunk?: null; ack?: null; done?: null; verified: homing.TransferFrame.Verified.$Shape; stop?: null; want?: null; kept?: null; holding?: null; conclude?: null; sealedDone?: null; stored?: null; extent?: null; place?: null; url?: null }|{ message?: "stop"; open?: null; refused?: null; have?: null; begin?: null; chunk?: null; ack?: null; done?: null; verified?: null; stop: homing.TransferFrame.Stop.$Shape; want?: null; kept?: null; holding?: null; conclude?: null; sealedDone?: null; stored?: null; extent?: null; place?: null; url?: null }|{ message?: "want"; open?: null; refused?: null; have?: null; begin?: null; chunk?: null; ack?: null; done?: null; verified?: null; stop?: null; want: homing.TransferFrame.Want.$Shape; kept?: null; holding?: null; conclude?: null; sealedDone?: null; stored?: null; extent?: null; place?: null; url?: null }|{ message?: "kept"; open?: null; refused?: null; have?: null; begin?: null; chunk?: null; ack?: null; done?: null; verified?: null; stop?: null; want?: null; kept: homing.TransferFrame.Kept.$Shape; holding?: null; conclude?: null; sealedDone?: null; stored?: null; extent?: null; place?: null; url?: null }|{ message?: "holding"; open?: null; refused?: null; have?: null; begin?: null; chunk?: null; ack?: null; done?: null; verified?: null; stop?: null; want?: null; kept?: null; holding: homing.TransferFrame.Holding.$Shape; conclude?: null; sealedDone?: null; stored?: null; extent?: null; place?: null; url?: null }|{ message?: "conclude"; open?: null; refused?: null; have?: null; begin?: null; chunk?: null; ack?: null; done?: null; verified?: null; stop?: null; want?: null; kept?: null; holding?: null; conclude: homing.TransferFrame.Conclude.$Shape; sealedDone?: null; stored?: null; extent?: null; place?: null; url?: null }|{ message?: "sealedDone"; open?: null; refused?: null; have?: null; begin?: null; chunk?: null; ack?: null; done?: null; verified?: null; stop?: null; want?: null; kept?: null; holding?: null; conclude?: null; sealedDone: homing.TransferFrame.SealedDone.$Shape; stored?: null; extent?: null; place?: null; url?: null }|{ message?: "stored"; open?: null; refused?: null; have?: null; begin?: null; chunk?: null; ack?: null; done?: null; verified?: null; stop?: null; want?: null; kept?: null; holding?: null; conclude?: null; sealedDone?: null; stored: homing.TransferFrame.Stored.$Shape; extent?: null; place?: null; url?: null }|{ message?: "extent"; open?: null; refused?: null; have?: null; begin?: null; chunk?: null; ack?: null; done?: null; verified?: null; stop?: null; want?: null; kept?: null; holding?: null; conclude?: null; sealedDone?: null; stored?: null; extent: homing.TransferFrame.Extent.$Shape; place?: null; url?: null }|{ message?: "place"; open?: null; refused?: null; have?: null; begin?: null; chunk?: null; ack?: null; done?: null; verified?: null; stop?: null; want?: null; kept?: null; holding?: null; conclude?: null; sealedDone?: null; stored?: null; extent?: null; place: homing.TransferFrame.Place.$Shape; url?: null }|{ message?: "url"; open?: null; refused?: null; have?: null; begin?: null; chunk?: null; ack?: null; done?: null; verified?: null; stop?: null; want?: null; kept?: null; holding?: null; conclude?: null; sealedDone?: null; stored?: null; extent?: null; place?: null; url: homing.TransferFrame.Url.$Shape })
        );

        /**
         * Properties of an Open.
         * @deprecated Use homing.TransferFrame.Open.$Properties instead.
         */
        interface IOpen extends homing.TransferFrame.Open.$Properties {
        }

        /** Represents an Open. */
        class Open {

            /**
             * Constructs a new Open.
             * @param [properties] Properties to set
             */
            constructor(properties?: homing.TransferFrame.Open.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Open transferId. */
            transferId: string;

            /** Open role. */
            role: string;

            /** Open ticket. */
            ticket: Uint8Array;

            /**
             * Creates a new Open instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Open instance
             */
            static create(properties: homing.TransferFrame.Open.$Shape): homing.TransferFrame.Open & homing.TransferFrame.Open.$Shape;
            static create(properties?: homing.TransferFrame.Open.$Properties): homing.TransferFrame.Open;

            /**
             * Encodes the specified Open message. Does not implicitly {@link homing.TransferFrame.Open.verify|verify} messages.
             * @param message Open message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: homing.TransferFrame.Open.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Open message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {homing.TransferFrame.Open & homing.TransferFrame.Open.$Shape} Open
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.TransferFrame.Open & homing.TransferFrame.Open.$Shape;
        }

        namespace Open {

            /** Properties of an Open. */
            interface $Properties {

                /** Open transferId */
                transferId?: (string|null);

                /** Open role */
                role?: (string|null);

                /** Open ticket */
                ticket?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Open. */
            type $Shape = homing.TransferFrame.Open.$Properties;
        }

        /**
         * Properties of a Refused.
         * @deprecated Use homing.TransferFrame.Refused.$Properties instead.
         */
        interface IRefused extends homing.TransferFrame.Refused.$Properties {
        }

        /** Represents a Refused. */
        class Refused {

            /**
             * Constructs a new Refused.
             * @param [properties] Properties to set
             */
            constructor(properties?: homing.TransferFrame.Refused.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Refused code. */
            code: string;

            /**
             * Creates a new Refused instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Refused instance
             */
            static create(properties: homing.TransferFrame.Refused.$Shape): homing.TransferFrame.Refused & homing.TransferFrame.Refused.$Shape;
            static create(properties?: homing.TransferFrame.Refused.$Properties): homing.TransferFrame.Refused;

            /**
             * Encodes the specified Refused message. Does not implicitly {@link homing.TransferFrame.Refused.verify|verify} messages.
             * @param message Refused message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: homing.TransferFrame.Refused.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Refused message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {homing.TransferFrame.Refused & homing.TransferFrame.Refused.$Shape} Refused
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.TransferFrame.Refused & homing.TransferFrame.Refused.$Shape;
        }

        namespace Refused {

            /** Properties of a Refused. */
            interface $Properties {

                /** Refused code */
                code?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Refused. */
            type $Shape = homing.TransferFrame.Refused.$Properties;
        }

        /**
         * Properties of a Have.
         * @deprecated Use homing.TransferFrame.Have.$Properties instead.
         */
        interface IHave extends homing.TransferFrame.Have.$Properties {
        }

        /** Represents a Have. */
        class Have {

            /**
             * Constructs a new Have.
             * @param [properties] Properties to set
             */
            constructor(properties?: homing.TransferFrame.Have.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Have chunkCount. */
            chunkCount: number;

            /** Have set. */
            set: Uint8Array;

            /**
             * Creates a new Have instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Have instance
             */
            static create(properties: homing.TransferFrame.Have.$Shape): homing.TransferFrame.Have & homing.TransferFrame.Have.$Shape;
            static create(properties?: homing.TransferFrame.Have.$Properties): homing.TransferFrame.Have;

            /**
             * Encodes the specified Have message. Does not implicitly {@link homing.TransferFrame.Have.verify|verify} messages.
             * @param message Have message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: homing.TransferFrame.Have.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Have message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {homing.TransferFrame.Have & homing.TransferFrame.Have.$Shape} Have
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.TransferFrame.Have & homing.TransferFrame.Have.$Shape;
        }

        namespace Have {

            /** Properties of a Have. */
            interface $Properties {

                /** Have chunkCount */
                chunkCount?: (number|null);

                /** Have set */
                set?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Have. */
            type $Shape = homing.TransferFrame.Have.$Properties;
        }

        /**
         * Properties of a Begin.
         * @deprecated Use homing.TransferFrame.Begin.$Properties instead.
         */
        interface IBegin extends homing.TransferFrame.Begin.$Properties {
        }

        /** Represents a Begin. */
        class Begin {

            /**
             * Constructs a new Begin.
             * @param [properties] Properties to set
             */
            constructor(properties?: homing.TransferFrame.Begin.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Begin size. */
            size: number;

            /** Begin mtimeMs. */
            mtimeMs: number;

            /** Begin mode. */
            mode: number;

            /** Begin chunkCount. */
            chunkCount: number;

            /** Begin listing. */
            listing: Uint8Array;

            /** Begin open. */
            open: boolean;

            /**
             * Creates a new Begin instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Begin instance
             */
            static create(properties: homing.TransferFrame.Begin.$Shape): homing.TransferFrame.Begin & homing.TransferFrame.Begin.$Shape;
            static create(properties?: homing.TransferFrame.Begin.$Properties): homing.TransferFrame.Begin;

            /**
             * Encodes the specified Begin message. Does not implicitly {@link homing.TransferFrame.Begin.verify|verify} messages.
             * @param message Begin message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: homing.TransferFrame.Begin.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Begin message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {homing.TransferFrame.Begin & homing.TransferFrame.Begin.$Shape} Begin
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.TransferFrame.Begin & homing.TransferFrame.Begin.$Shape;
        }

        namespace Begin {

            /** Properties of a Begin. */
            interface $Properties {

                /** Begin size */
                size?: (number|null);

                /** Begin mtimeMs */
                mtimeMs?: (number|null);

                /** Begin mode */
                mode?: (number|null);

                /** Begin chunkCount */
                chunkCount?: (number|null);

                /** Begin listing */
                listing?: (Uint8Array|null);

                /** Begin open */
                open?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Begin. */
            type $Shape = homing.TransferFrame.Begin.$Properties;
        }

        /**
         * Properties of a Want.
         * @deprecated Use homing.TransferFrame.Want.$Properties instead.
         */
        interface IWant extends homing.TransferFrame.Want.$Properties {
        }

        /** Represents a Want. */
        class Want {

            /**
             * Constructs a new Want.
             * @param [properties] Properties to set
             */
            constructor(properties?: homing.TransferFrame.Want.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Want first. */
            first: number;

            /** Want count. */
            count: number;

            /** Want digestsOnly. */
            digestsOnly: boolean;

            /** Want direct. */
            direct: boolean;

            /**
             * Creates a new Want instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Want instance
             */
            static create(properties: homing.TransferFrame.Want.$Shape): homing.TransferFrame.Want & homing.TransferFrame.Want.$Shape;
            static create(properties?: homing.TransferFrame.Want.$Properties): homing.TransferFrame.Want;

            /**
             * Encodes the specified Want message. Does not implicitly {@link homing.TransferFrame.Want.verify|verify} messages.
             * @param message Want message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: homing.TransferFrame.Want.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Want message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {homing.TransferFrame.Want & homing.TransferFrame.Want.$Shape} Want
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.TransferFrame.Want & homing.TransferFrame.Want.$Shape;
        }

        namespace Want {

            /** Properties of a Want. */
            interface $Properties {

                /** Want first */
                first?: (number|null);

                /** Want count */
                count?: (number|null);

                /** Want digestsOnly */
                digestsOnly?: (boolean|null);

                /** Want direct */
                direct?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Want. */
            type $Shape = homing.TransferFrame.Want.$Properties;
        }

        /**
         * Properties of an Extent.
         * @deprecated Use homing.TransferFrame.Extent.$Properties instead.
         */
        interface IExtent extends homing.TransferFrame.Extent.$Properties {
        }

        /** Represents an Extent. */
        class Extent {

            /**
             * Constructs a new Extent.
             * @param [properties] Properties to set
             */
            constructor(properties?: homing.TransferFrame.Extent.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Extent size. */
            size: number;

            /** Extent chunkCount. */
            chunkCount: number;

            /**
             * Creates a new Extent instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Extent instance
             */
            static create(properties: homing.TransferFrame.Extent.$Shape): homing.TransferFrame.Extent & homing.TransferFrame.Extent.$Shape;
            static create(properties?: homing.TransferFrame.Extent.$Properties): homing.TransferFrame.Extent;

            /**
             * Encodes the specified Extent message. Does not implicitly {@link homing.TransferFrame.Extent.verify|verify} messages.
             * @param message Extent message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: homing.TransferFrame.Extent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Extent message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {homing.TransferFrame.Extent & homing.TransferFrame.Extent.$Shape} Extent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.TransferFrame.Extent & homing.TransferFrame.Extent.$Shape;
        }

        namespace Extent {

            /** Properties of an Extent. */
            interface $Properties {

                /** Extent size */
                size?: (number|null);

                /** Extent chunkCount */
                chunkCount?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Extent. */
            type $Shape = homing.TransferFrame.Extent.$Properties;
        }

        /**
         * Properties of a Chunk.
         * @deprecated Use homing.TransferFrame.Chunk.$Properties instead.
         */
        interface IChunk extends homing.TransferFrame.Chunk.$Properties {
        }

        /** Represents a Chunk. */
        class Chunk {

            /**
             * Constructs a new Chunk.
             * @param [properties] Properties to set
             */
            constructor(properties?: homing.TransferFrame.Chunk.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Chunk index. */
            index: number;

            /** Chunk length. */
            length: number;

            /** Chunk digest. */
            digest: Uint8Array;

            /** Chunk form. */
            form: string;

            /** Chunk leaves. */
            leaves: Uint8Array;

            /** Chunk url. */
            url: string;

            /**
             * Creates a new Chunk instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Chunk instance
             */
            static create(properties: homing.TransferFrame.Chunk.$Shape): homing.TransferFrame.Chunk & homing.TransferFrame.Chunk.$Shape;
            static create(properties?: homing.TransferFrame.Chunk.$Properties): homing.TransferFrame.Chunk;

            /**
             * Encodes the specified Chunk message. Does not implicitly {@link homing.TransferFrame.Chunk.verify|verify} messages.
             * @param message Chunk message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: homing.TransferFrame.Chunk.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Chunk message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {homing.TransferFrame.Chunk & homing.TransferFrame.Chunk.$Shape} Chunk
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.TransferFrame.Chunk & homing.TransferFrame.Chunk.$Shape;
        }

        namespace Chunk {

            /** Properties of a Chunk. */
            interface $Properties {

                /** Chunk index */
                index?: (number|null);

                /** Chunk length */
                length?: (number|null);

                /** Chunk digest */
                digest?: (Uint8Array|null);

                /** Chunk form */
                form?: (string|null);

                /** Chunk leaves */
                leaves?: (Uint8Array|null);

                /** Chunk url */
                url?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Chunk. */
            type $Shape = homing.TransferFrame.Chunk.$Properties;
        }

        /**
         * Properties of a Place.
         * @deprecated Use homing.TransferFrame.Place.$Properties instead.
         */
        interface IPlace extends homing.TransferFrame.Place.$Properties {
        }

        /** Represents a Place. */
        class Place {

            /**
             * Constructs a new Place.
             * @param [properties] Properties to set
             */
            constructor(properties?: homing.TransferFrame.Place.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Place index. */
            index: number;

            /** Place length. */
            length: number;

            /** Place md5. */
            md5: Uint8Array;

            /**
             * Creates a new Place instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Place instance
             */
            static create(properties: homing.TransferFrame.Place.$Shape): homing.TransferFrame.Place & homing.TransferFrame.Place.$Shape;
            static create(properties?: homing.TransferFrame.Place.$Properties): homing.TransferFrame.Place;

            /**
             * Encodes the specified Place message. Does not implicitly {@link homing.TransferFrame.Place.verify|verify} messages.
             * @param message Place message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: homing.TransferFrame.Place.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Place message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {homing.TransferFrame.Place & homing.TransferFrame.Place.$Shape} Place
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.TransferFrame.Place & homing.TransferFrame.Place.$Shape;
        }

        namespace Place {

            /** Properties of a Place. */
            interface $Properties {

                /** Place index */
                index?: (number|null);

                /** Place length */
                length?: (number|null);

                /** Place md5 */
                md5?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Place. */
            type $Shape = homing.TransferFrame.Place.$Properties;
        }

        /**
         * Properties of an Url.
         * @deprecated Use homing.TransferFrame.Url.$Properties instead.
         */
        interface IUrl extends homing.TransferFrame.Url.$Properties {
        }

        /** Represents an Url. */
        class Url {

            /**
             * Constructs a new Url.
             * @param [properties] Properties to set
             */
            constructor(properties?: homing.TransferFrame.Url.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Url index. */
            index: number;

            /** Url url. */
            url: string;

            /**
             * Creates a new Url instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Url instance
             */
            static create(properties: homing.TransferFrame.Url.$Shape): homing.TransferFrame.Url & homing.TransferFrame.Url.$Shape;
            static create(properties?: homing.TransferFrame.Url.$Properties): homing.TransferFrame.Url;

            /**
             * Encodes the specified Url message. Does not implicitly {@link homing.TransferFrame.Url.verify|verify} messages.
             * @param message Url message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: homing.TransferFrame.Url.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Url message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {homing.TransferFrame.Url & homing.TransferFrame.Url.$Shape} Url
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.TransferFrame.Url & homing.TransferFrame.Url.$Shape;
        }

        namespace Url {

            /** Properties of an Url. */
            interface $Properties {

                /** Url index */
                index?: (number|null);

                /** Url url */
                url?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Url. */
            type $Shape = homing.TransferFrame.Url.$Properties;
        }

        /**
         * Properties of an Ack.
         * @deprecated Use homing.TransferFrame.Ack.$Properties instead.
         */
        interface IAck extends homing.TransferFrame.Ack.$Properties {
        }

        /** Represents an Ack. */
        class Ack {

            /**
             * Constructs a new Ack.
             * @param [properties] Properties to set
             */
            constructor(properties?: homing.TransferFrame.Ack.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Ack verifiedChunks. */
            verifiedChunks: number;

            /** Ack verifiedBytes. */
            verifiedBytes: number;

            /**
             * Creates a new Ack instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Ack instance
             */
            static create(properties: homing.TransferFrame.Ack.$Shape): homing.TransferFrame.Ack & homing.TransferFrame.Ack.$Shape;
            static create(properties?: homing.TransferFrame.Ack.$Properties): homing.TransferFrame.Ack;

            /**
             * Encodes the specified Ack message. Does not implicitly {@link homing.TransferFrame.Ack.verify|verify} messages.
             * @param message Ack message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: homing.TransferFrame.Ack.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Ack message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {homing.TransferFrame.Ack & homing.TransferFrame.Ack.$Shape} Ack
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.TransferFrame.Ack & homing.TransferFrame.Ack.$Shape;
        }

        namespace Ack {

            /** Properties of an Ack. */
            interface $Properties {

                /** Ack verifiedChunks */
                verifiedChunks?: (number|null);

                /** Ack verifiedBytes */
                verifiedBytes?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Ack. */
            type $Shape = homing.TransferFrame.Ack.$Properties;
        }

        /**
         * Properties of a Kept.
         * @deprecated Use homing.TransferFrame.Kept.$Properties instead.
         */
        interface IKept extends homing.TransferFrame.Kept.$Properties {
        }

        /** Represents a Kept. */
        class Kept {

            /**
             * Constructs a new Kept.
             * @param [properties] Properties to set
             */
            constructor(properties?: homing.TransferFrame.Kept.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Kept set. */
            set: Uint8Array;

            /**
             * Creates a new Kept instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Kept instance
             */
            static create(properties: homing.TransferFrame.Kept.$Shape): homing.TransferFrame.Kept & homing.TransferFrame.Kept.$Shape;
            static create(properties?: homing.TransferFrame.Kept.$Properties): homing.TransferFrame.Kept;

            /**
             * Encodes the specified Kept message. Does not implicitly {@link homing.TransferFrame.Kept.verify|verify} messages.
             * @param message Kept message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: homing.TransferFrame.Kept.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Kept message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {homing.TransferFrame.Kept & homing.TransferFrame.Kept.$Shape} Kept
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.TransferFrame.Kept & homing.TransferFrame.Kept.$Shape;
        }

        namespace Kept {

            /** Properties of a Kept. */
            interface $Properties {

                /** Kept set */
                set?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Kept. */
            type $Shape = homing.TransferFrame.Kept.$Properties;
        }

        /**
         * Properties of a Holding.
         * @deprecated Use homing.TransferFrame.Holding.$Properties instead.
         */
        interface IHolding extends homing.TransferFrame.Holding.$Properties {
        }

        /** Represents a Holding. */
        class Holding {

            /**
             * Constructs a new Holding.
             * @param [properties] Properties to set
             */
            constructor(properties?: homing.TransferFrame.Holding.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Holding why. */
            why: string;

            /**
             * Creates a new Holding instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Holding instance
             */
            static create(properties: homing.TransferFrame.Holding.$Shape): homing.TransferFrame.Holding & homing.TransferFrame.Holding.$Shape;
            static create(properties?: homing.TransferFrame.Holding.$Properties): homing.TransferFrame.Holding;

            /**
             * Encodes the specified Holding message. Does not implicitly {@link homing.TransferFrame.Holding.verify|verify} messages.
             * @param message Holding message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: homing.TransferFrame.Holding.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Holding message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {homing.TransferFrame.Holding & homing.TransferFrame.Holding.$Shape} Holding
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.TransferFrame.Holding & homing.TransferFrame.Holding.$Shape;
        }

        namespace Holding {

            /** Properties of a Holding. */
            interface $Properties {

                /** Holding why */
                why?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Holding. */
            type $Shape = homing.TransferFrame.Holding.$Properties;
        }

        /**
         * Properties of a Conclude.
         * @deprecated Use homing.TransferFrame.Conclude.$Properties instead.
         */
        interface IConclude extends homing.TransferFrame.Conclude.$Properties {
        }

        /** Represents a Conclude. */
        class Conclude {

            /**
             * Constructs a new Conclude.
             * @param [properties] Properties to set
             */
            constructor(properties?: homing.TransferFrame.Conclude.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Creates a new Conclude instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Conclude instance
             */
            static create(properties: homing.TransferFrame.Conclude.$Shape): homing.TransferFrame.Conclude & homing.TransferFrame.Conclude.$Shape;
            static create(properties?: homing.TransferFrame.Conclude.$Properties): homing.TransferFrame.Conclude;

            /**
             * Encodes the specified Conclude message. Does not implicitly {@link homing.TransferFrame.Conclude.verify|verify} messages.
             * @param message Conclude message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: homing.TransferFrame.Conclude.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Conclude message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {homing.TransferFrame.Conclude & homing.TransferFrame.Conclude.$Shape} Conclude
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.TransferFrame.Conclude & homing.TransferFrame.Conclude.$Shape;
        }

        namespace Conclude {

            /** Properties of a Conclude. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Conclude. */
            type $Shape = homing.TransferFrame.Conclude.$Properties;
        }

        /**
         * Properties of a Done.
         * @deprecated Use homing.TransferFrame.Done.$Properties instead.
         */
        interface IDone extends homing.TransferFrame.Done.$Properties {
        }

        /** Represents a Done. */
        class Done {

            /**
             * Constructs a new Done.
             * @param [properties] Properties to set
             */
            constructor(properties?: homing.TransferFrame.Done.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Done root. */
            root: string;

            /** Done size. */
            size: number;

            /** Done chunkCount. */
            chunkCount: number;

            /**
             * Creates a new Done instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Done instance
             */
            static create(properties: homing.TransferFrame.Done.$Shape): homing.TransferFrame.Done & homing.TransferFrame.Done.$Shape;
            static create(properties?: homing.TransferFrame.Done.$Properties): homing.TransferFrame.Done;

            /**
             * Encodes the specified Done message. Does not implicitly {@link homing.TransferFrame.Done.verify|verify} messages.
             * @param message Done message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: homing.TransferFrame.Done.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Done message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {homing.TransferFrame.Done & homing.TransferFrame.Done.$Shape} Done
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.TransferFrame.Done & homing.TransferFrame.Done.$Shape;
        }

        namespace Done {

            /** Properties of a Done. */
            interface $Properties {

                /** Done root */
                root?: (string|null);

                /** Done size */
                size?: (number|null);

                /** Done chunkCount */
                chunkCount?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Done. */
            type $Shape = homing.TransferFrame.Done.$Properties;
        }

        /**
         * Properties of a SealedDone.
         * @deprecated Use homing.TransferFrame.SealedDone.$Properties instead.
         */
        interface ISealedDone extends homing.TransferFrame.SealedDone.$Properties {
        }

        /** Represents a SealedDone. */
        class SealedDone {

            /**
             * Constructs a new SealedDone.
             * @param [properties] Properties to set
             */
            constructor(properties?: homing.TransferFrame.SealedDone.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SealedDone sealed. */
            sealed: Uint8Array;

            /**
             * Creates a new SealedDone instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SealedDone instance
             */
            static create(properties: homing.TransferFrame.SealedDone.$Shape): homing.TransferFrame.SealedDone & homing.TransferFrame.SealedDone.$Shape;
            static create(properties?: homing.TransferFrame.SealedDone.$Properties): homing.TransferFrame.SealedDone;

            /**
             * Encodes the specified SealedDone message. Does not implicitly {@link homing.TransferFrame.SealedDone.verify|verify} messages.
             * @param message SealedDone message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: homing.TransferFrame.SealedDone.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SealedDone message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {homing.TransferFrame.SealedDone & homing.TransferFrame.SealedDone.$Shape} SealedDone
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.TransferFrame.SealedDone & homing.TransferFrame.SealedDone.$Shape;
        }

        namespace SealedDone {

            /** Properties of a SealedDone. */
            interface $Properties {

                /** SealedDone sealed */
                sealed?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SealedDone. */
            type $Shape = homing.TransferFrame.SealedDone.$Properties;
        }

        /**
         * Properties of a Verified.
         * @deprecated Use homing.TransferFrame.Verified.$Properties instead.
         */
        interface IVerified extends homing.TransferFrame.Verified.$Properties {
        }

        /** Represents a Verified. */
        class Verified {

            /**
             * Constructs a new Verified.
             * @param [properties] Properties to set
             */
            constructor(properties?: homing.TransferFrame.Verified.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Verified root. */
            root: string;

            /**
             * Creates a new Verified instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Verified instance
             */
            static create(properties: homing.TransferFrame.Verified.$Shape): homing.TransferFrame.Verified & homing.TransferFrame.Verified.$Shape;
            static create(properties?: homing.TransferFrame.Verified.$Properties): homing.TransferFrame.Verified;

            /**
             * Encodes the specified Verified message. Does not implicitly {@link homing.TransferFrame.Verified.verify|verify} messages.
             * @param message Verified message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: homing.TransferFrame.Verified.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Verified message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {homing.TransferFrame.Verified & homing.TransferFrame.Verified.$Shape} Verified
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.TransferFrame.Verified & homing.TransferFrame.Verified.$Shape;
        }

        namespace Verified {

            /** Properties of a Verified. */
            interface $Properties {

                /** Verified root */
                root?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Verified. */
            type $Shape = homing.TransferFrame.Verified.$Properties;
        }

        /**
         * Properties of a Stored.
         * @deprecated Use homing.TransferFrame.Stored.$Properties instead.
         */
        interface IStored extends homing.TransferFrame.Stored.$Properties {
        }

        /** Represents a Stored. */
        class Stored {

            /**
             * Constructs a new Stored.
             * @param [properties] Properties to set
             */
            constructor(properties?: homing.TransferFrame.Stored.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Creates a new Stored instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Stored instance
             */
            static create(properties: homing.TransferFrame.Stored.$Shape): homing.TransferFrame.Stored & homing.TransferFrame.Stored.$Shape;
            static create(properties?: homing.TransferFrame.Stored.$Properties): homing.TransferFrame.Stored;

            /**
             * Encodes the specified Stored message. Does not implicitly {@link homing.TransferFrame.Stored.verify|verify} messages.
             * @param message Stored message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: homing.TransferFrame.Stored.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Stored message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {homing.TransferFrame.Stored & homing.TransferFrame.Stored.$Shape} Stored
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.TransferFrame.Stored & homing.TransferFrame.Stored.$Shape;
        }

        namespace Stored {

            /** Properties of a Stored. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Stored. */
            type $Shape = homing.TransferFrame.Stored.$Properties;
        }

        /**
         * Properties of a Stop.
         * @deprecated Use homing.TransferFrame.Stop.$Properties instead.
         */
        interface IStop extends homing.TransferFrame.Stop.$Properties {
        }

        /** Represents a Stop. */
        class Stop {

            /**
             * Constructs a new Stop.
             * @param [properties] Properties to set
             */
            constructor(properties?: homing.TransferFrame.Stop.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Stop code. */
            code: string;

            /**
             * Creates a new Stop instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Stop instance
             */
            static create(properties: homing.TransferFrame.Stop.$Shape): homing.TransferFrame.Stop & homing.TransferFrame.Stop.$Shape;
            static create(properties?: homing.TransferFrame.Stop.$Properties): homing.TransferFrame.Stop;

            /**
             * Encodes the specified Stop message. Does not implicitly {@link homing.TransferFrame.Stop.verify|verify} messages.
             * @param message Stop message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: homing.TransferFrame.Stop.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Stop message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {homing.TransferFrame.Stop & homing.TransferFrame.Stop.$Shape} Stop
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): homing.TransferFrame.Stop & homing.TransferFrame.Stop.$Shape;
        }

        namespace Stop {

            /** Properties of a Stop. */
            interface $Properties {

                /** Stop code */
                code?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Stop. */
            type $Shape = homing.TransferFrame.Stop.$Properties;
        }
    }
}
