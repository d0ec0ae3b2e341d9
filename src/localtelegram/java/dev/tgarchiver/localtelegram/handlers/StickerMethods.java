package dev.tgarchiver.localtelegram.handlers;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.faults.Faults;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.Media;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.localtelegram.world.StickerSet;
import dev.tgarchiver.localtelegram.world.World;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets of stickers: those of the world, and the ones that Telegram itself has. */
final class StickerMethods {

    /** When stickers were made. */
    static final int DATE = 1_600_000_000;

    /** A stand-in; TDLib asks for as many. */
    private static final int MOST_EMOJI = 200;

    private static final int REACTIONS_HASH = 77;

    private final World world;
    private final Faults faults;

    StickerMethods(World world, Faults faults) {
        this.world = world;
        this.faults = faults;
    }

    void addTo(Methods methods) {
        methods.add("messages.getAvailableReactions", (arguments, caller) -> getAvailableReactions(arguments));
        methods.add(
                "messages.getCustomEmojiDocuments",
                (arguments, caller) -> getCustomEmojiDocuments(arguments.longsAt("document_id")));
        methods.add("messages.getStickerSet", (arguments, caller) -> getStickerSet(arguments));
    }

    /** How a sticker names its set; 0 for none. */
    static TlObject input(long setId) {
        return setId == 0
                ? tl("inputStickerSetEmpty")
                : tl("inputStickerSetID").set("id", setId).set("access_hash", StickerSet.accessHash(setId));
    }

    /** The custom emoji of all sets; unknown ids are left out. */
    private List<TlObject> getCustomEmojiDocuments(List<Long> ids) {
        if (ids.size() > MOST_EMOJI) {
            throw RpcException.badRequest("DOCUMENT_INVALID");
        }
        List<TlObject> documents = new ArrayList<>();
        for (StickerSet set : world.stickerSets()) {
            for (Media.Sticker sticker : set.stickers()) {
                if (set.isOfEmoji() && ids.contains(sticker.file().id())) {
                    documents.add(drawn(set, sticker));
                }
            }
        }
        return documents;
    }

    private TlObject getStickerSet(TlObject arguments) {
        StickerSet set = find(arguments.objectAt("stickerset"));
        if (set == null) {
            throw new RpcException(406, "STICKERSET_INVALID");
        }
        if (arguments.intAt("hash") == set.hash()) {
            return tl("messages.stickerSetNotModified");
        }
        byte[] reference =
                FileReference.to(set, faults.fileReferenceGeneration()).bytes();
        List<TlObject> documents = new ArrayList<>();
        List<TlObject> packs = new ArrayList<>();
        for (Media.Sticker sticker : set.stickers()) {
            documents.add(MediaObjects.document(sticker, reference, DATE));
            packs.add(tl("stickerPack")
                    .set("emoticon", sticker.emoji())
                    .set("documents", List.of(sticker.file().id())));
        }
        return tl("messages.stickerSet")
                .set("set", describe(set))
                .set("packs", packs)
                .set("keywords", List.of())
                .set("documents", documents);
    }

    /** Two of the emoji that anyone can react with, drawn with one sticker each. */
    private TlObject getAvailableReactions(TlObject arguments) {
        if (arguments.intAt("hash") == REACTIONS_HASH) {
            return tl("messages.availableReactionsNotModified");
        }
        StickerSet moving = world.ownStickerSet("AnimatedEmojies");
        TlObject still = drawn(
                world.ownStickerSet("Reactions"),
                new Media.Sticker(RemoteFile.of(REACTIONS_HASH, 4_001), "\u2764", 0, "image/webp"));
        TlObject animation = drawn(moving, moving.stickers().get(0));
        List<TlObject> reactions = new ArrayList<>();
        for (String emoji : List.of("\ud83d\udc4d", "\u2764")) {
            reactions.add(tl("availableReaction")
                    .set("reaction", emoji)
                    .set("title", emoji)
                    .set("static_icon", still)
                    .set("appear_animation", animation)
                    .set("select_animation", animation)
                    .set("activate_animation", animation)
                    .set("effect_animation", animation));
        }
        return tl("messages.availableReactions").set("hash", REACTIONS_HASH).set("reactions", reactions);
    }

    private TlObject drawn(StickerSet set, Media.Sticker sticker) {
        byte[] reference =
                FileReference.to(set, faults.fileReferenceGeneration()).bytes();
        return MediaObjects.document(sticker, reference, DATE);
    }

    private @Nullable StickerSet find(TlObject input) {
        return switch (input.name()) {
            case "inputStickerSetID" -> {
                StickerSet set = world.findStickerSet(input.longAt("id"));
                yield set != null && set.accessHash() == input.longAt("access_hash") ? set : null;
            }
            case "inputStickerSetShortName" -> world.findStickerSet(input.textAt("short_name"));
            case "inputStickerSetDice" -> {
                if (input.textAt("emoticon").isEmpty()) {
                    throw RpcException.badRequest("EMOTICON_STICKERPACK_MISSING");
                }
                yield world.ownStickerSet("DiceEmojies");
            }
            case "inputStickerSetAnimatedEmoji" -> world.ownStickerSet("AnimatedEmojies");
            case "inputStickerSetAnimatedEmojiAnimations" -> world.ownStickerSet("EmojiAnimations");
            case "inputStickerSetEmojiGenericAnimations" -> world.ownStickerSet("EmojiGenericAnimations");
            case "inputStickerSetPremiumGifts" -> world.ownStickerSet("PremiumGifts");
            case "inputStickerSetTonGifts" -> world.ownStickerSet("TonGifts");
            default -> null;
        };
    }

    private static TlObject describe(StickerSet set) {
        return tl("stickerSet")
                .flag("emojis", set.isOfEmoji())
                .set("id", set.id())
                .set("access_hash", set.accessHash())
                .set("title", set.title())
                .set("short_name", set.shortName())
                .set("count", set.stickers().size())
                .set("hash", set.hash());
    }
}
