package dev.tgarchiver.localtelegram.world;

import java.util.ArrayList;
import java.util.List;

/** A set of stickers. Immutable. */
public final class StickerSet {

    private final long id;
    private final String title;
    private final String shortName;
    private final List<Media.Sticker> stickers;
    private final boolean emoji;

    StickerSet(long id, String title, String shortName, boolean emoji, List<Media.Sticker> stickers) {
        this.emoji = emoji;
        this.id = id;
        this.title = title;
        this.shortName = shortName;
        List<Media.Sticker> own = new ArrayList<>();
        for (Media.Sticker sticker : stickers) {
            own.add(sticker.identified(Mix.positive(id, own.size() + 1)).inSet(id, emoji));
        }
        this.stickers = List.copyOf(own);
    }

    public long id() {
        return id;
    }

    public long accessHash() {
        return accessHash(id);
    }

    /** The access hash of the set with an id. */
    public static long accessHash(long id) {
        return Mix.mix(id ^ 0x571c6e25L);
    }

    public String title() {
        return title;
    }

    public String shortName() {
        return shortName;
    }

    /** Whether its stickers are custom emoji, which texts name by the ids of their files. */
    public boolean isOfEmoji() {
        return emoji;
    }

    /** What clients send to be told nothing when they have the set already. */
    public int hash() {
        return (int) Mix.positive(id, stickers.size()) & Integer.MAX_VALUE;
    }

    /** Its stickers, to be posted like any media. */
    public List<Media.Sticker> stickers() {
        return stickers;
    }
}
