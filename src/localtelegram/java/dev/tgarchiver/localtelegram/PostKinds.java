package dev.tgarchiver.localtelegram;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.tl.Schema;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.RawFile;
import dev.tgarchiver.localtelegram.world.RemoteFile;
import dev.tgarchiver.localtelegram.world.User;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A post of every kind that a server can send, as TL objects of layer 227, each with files of its own. What posts name, a
 * user, a bot and a channel, is given. For one thread.
 */
public final class PostKinds {

    private static final int A_DAY = 86_400;
    private static final int SOME_DATE = 1_700_000_000;

    private final User friend;
    private final User bot;
    private final Channel other;
    private final List<PostKind> kinds = new ArrayList<>();
    private long lastId;

    /**
     * A post of one kind.
     *
     * @param content TDLib's word for it
     * @param raw what is posted
     * @param files the ids of the photos and documents that a client must not lose, by what they are in the post
     */
    public record PostKind(String name, String content, TlObject raw, Map<String, Long> files) {

        /** Of a file that is named here: itself, and of a photo the largest size. */
        public RemoteFile file(String role) {
            long id = Objects.requireNonNull(files.get(role), role);
            RemoteFile largest = null;
            for (RawFile file : RawFile.of(raw)) {
                boolean film = file.type().equals("u") || file.type().equals("v");
                if (file.id() == id
                        && !film
                        && (file.type().isEmpty()
                                || largest == null
                                || file.file().size() > largest.size())) {
                    largest = file.file();
                    if (file.type().isEmpty()) {
                        break;
                    }
                }
            }
            return Objects.requireNonNull(largest, role);
        }
    }

    /** @param firstId posts with other first ids hold other files; a thousand ids are used */
    private PostKinds(long firstId, User friend, User bot, Channel other) {
        this.lastId = firstId;
        this.friend = friend;
        this.bot = bot;
        this.other = other;
    }

    /**
     * Posts that a channel can have.
     *
     * @param firstId posts with other first ids hold other files; a thousand ids are used
     */
    public static List<PostKind> ofChannel(long firstId, User friend, User bot, Channel other) {
        PostKinds made = new PostKinds(firstId, friend, bot, other);
        made.words();
        made.media();
        made.previews();
        made.manyFiles();
        made.facts();
        made.relations();
        made.events();
        made.gifts();
        made.moreWhenAsked();
        return made.kinds;
    }

    /** Service posts that only a supergroup has. */
    public static List<PostKind> ofGroup(long firstId, User friend, User bot, Channel other) {
        PostKinds made = new PostKinds(firstId, friend, bot, other);
        made.groupEvents();
        return made.kinds;
    }

    // Building blocks.

    private void add(String name, String content, TlObject raw) {
        add(name, content, raw, Map.of());
    }

    private void add(String name, String content, TlObject raw, Map<String, Long> files) {
        kinds.add(new PostKind(name, content, Schema.SERVER.complete(raw), files));
    }

    private long newId() {
        return ++lastId;
    }

    private static TlObject words(String text) {
        return tl("textWithEntities").set("text", text);
    }

    private static TlObject message(String text) {
        return tl("message").set("message", text).set("views", 10).set("forwards", 1);
    }

    private static TlObject message(String text, TlObject media) {
        return message(text).set("media", media);
    }

    private static TlObject photo(long id) {
        int size = 20_000 + (int) (id % 1_000);
        return tl("photo")
                .set("id", id)
                .set(
                        "sizes",
                        List.of(
                                size("m", 320, 213).set("size", size / 8),
                                tl("photoSizeProgressive")
                                        .set("type", "y")
                                        .set("w", 1280)
                                        .set("h", 853)
                                        .set("sizes", List.of(size / 4, size / 2, size))));
    }

    private static TlObject size(String type, int width, int height) {
        return tl("photoSize").set("type", type).set("w", width).set("h", height);
    }

    private static TlObject document(long id, String mimeType, TlObject... attributes) {
        return tl("document")
                .set("id", id)
                .set("size", 30_000 + id % 1_000)
                .set("mime_type", mimeType)
                .set("attributes", List.of(attributes));
    }

    private static TlObject withThumbnail(TlObject document) {
        return document.set("thumbs", List.of(size("m", 320, 180).set("size", 3_000)));
    }

    private static TlObject named(String name) {
        return tl("documentAttributeFilename").set("file_name", name);
    }

    private static TlObject filmed() {
        return tl("documentAttributeVideo").set("duration", 4.5).set("w", 1280).set("h", 720);
    }

    private static TlObject video(long id) {
        return withThumbnail(document(id, "video/mp4", filmed(), named("clip " + id + ".mp4")));
    }

    private static TlObject animation(long id) {
        return withThumbnail(
                document(id, "video/mp4", filmed(), tl("documentAttributeAnimated"), named("loop " + id + ".mp4")));
    }

    private static TlObject sticker(long id, String mimeType) {
        TlObject measured = mimeType.equals("video/webm")
                ? tl("documentAttributeVideo")
                        .flag("nosound", true)
                        .set("duration", 2.0)
                        .set("w", 512)
                        .set("h", 512)
                : tl("documentAttributeImageSize").set("w", 512).set("h", 512);
        return withThumbnail(document(
                id,
                mimeType,
                measured,
                tl("documentAttributeSticker").set("alt", "😀").set("stickerset", tl("inputStickerSetEmpty"))));
    }

    private static TlObject photoMedia(long id) {
        return tl("messageMediaPhoto").set("photo", photo(id));
    }

    private static TlObject documentMedia(TlObject document) {
        return tl("messageMediaDocument").set("document", document);
    }

    private static TlObject videoMedia(long id) {
        return documentMedia(video(id)).flag("video", true);
    }

    private static TlObject peer(User user) {
        return tl("peerUser").set("user_id", user.id());
    }

    private static TlObject peer(Channel channel) {
        return tl("peerChannel").set("channel_id", channel.id());
    }

    // Words.

    private void words() {
        add("plain text", "messageText", message("Plain words"));
        add(
                "text with every entity",
                "messageText",
                message(
                                "bold ital undr strk spol code pre1 link user hash @men http mail cash tele bank cmd1 emoj date quot")
                        .set("entities", entities()));
        add("one emoji", "messageText", message("❤"));
        add(
                "text with buttons",
                "messageText",
                message("Buttons")
                        .set(
                                "reply_markup",
                                tl("replyInlineMarkup")
                                        .set(
                                                "rows",
                                                List.of(tl("keyboardButtonRow")
                                                        .set(
                                                                "buttons",
                                                                List.of(
                                                                        tl("keyboardButtonUrl")
                                                                                .set("text", "Open")
                                                                                .set("url", "https://example.org/"),
                                                                        tl("keyboardButtonCallback")
                                                                                .set("text", "Press")
                                                                                .set("data", new byte[] {1, 2}),
                                                                        tl("keyboardButtonCopy")
                                                                                .set("text", "Copy")
                                                                                .set("copy_text", "copied")))))));
        add(
                "text with reactions",
                "messageText",
                message("Reactions")
                        .set(
                                "reactions",
                                tl("messageReactions")
                                        .set(
                                                "results",
                                                List.of(tl("reactionCount")
                                                        .set(
                                                                "reaction",
                                                                tl("reactionEmoji")
                                                                        .set("emoticon", "👍"))
                                                        .set("count", 12)))));
        add(
                "text with comments",
                "messageText",
                message("Comments")
                        .set(
                                "replies",
                                tl("messageReplies")
                                        .flag("comments", true)
                                        .set("replies", 5)
                                        .set("channel_id", other.id())));
        add(
                "fact check",
                "messageText",
                message("A claim")
                        .set(
                                "factcheck",
                                tl("factCheck")
                                        .set("country", "DE")
                                        .set("text", words("It is not so"))
                                        .set("hash", 9L)));
    }

    private List<TlObject> entities() {
        List<TlObject> entities = new ArrayList<>();
        String[] types = {
            "Bold",
            "Italic",
            "Underline",
            "Strike",
            "Spoiler",
            "Code",
            "Pre",
            "TextUrl",
            "MentionName",
            "Hashtag",
            "Mention",
            "Url",
            "Email",
            "Cashtag",
            "Phone",
            "BankCard",
            "BotCommand",
            "CustomEmoji",
            "FormattedDate",
            "Blockquote"
        };
        for (int i = 0; i < types.length; i++) {
            TlObject entity =
                    tl("messageEntity" + types[i]).set("offset", 5 * i).set("length", 4);
            switch (types[i]) {
                case "Pre" -> entity.set("language", "java");
                case "TextUrl" -> entity.set("url", "https://example.org/page");
                case "MentionName" -> entity.set("user_id", friend.id());
                case "CustomEmoji" -> entity.set("document_id", 5_368_324_170_671_202_286L);
                case "FormattedDate" -> entity.set("date", SOME_DATE).flag("long_date", true);
                default -> {}
            }
            entities.add(entity);
        }
        return entities;
    }

    // Posts of one file.

    private void media() {
        long id = newId();
        add("photo", "messagePhoto", message("A caption", photoMedia(id)), Map.of("photo", id));
        id = newId();
        add("photo with a spoiler", "messagePhoto", photoMedia(id).flag("spoiler", true), Map.of("photo", id));
        id = newId();
        long film = newId();
        add(
                "live photo",
                "messagePhoto",
                photoMedia(id).flag("live_photo", true).set("video", video(film)),
                Map.of("photo", id, "live_photo_video", film));
        id = newId();
        add("video", "messageVideo", videoMedia(id), Map.of("video", id));
        id = newId();
        long cover = newId();
        add(
                "video with other qualities and a cover",
                "messageVideo",
                videoMedia(id)
                        .set(
                                "alt_documents",
                                List.of(document(
                                        newId(),
                                        "video/mp4",
                                        filmed().set("video_codec", "h264"),
                                        named("mtproto" + id + ".mp4"))))
                        .set("video_cover", photo(cover))
                        .set("video_timestamp", 2),
                Map.of("video", id, "cover", cover));
        id = newId();
        add(
                "document",
                "messageDocument",
                documentMedia(document(id, "application/zip", named("data.zip"))),
                Map.of("document", id));
        id = newId();
        add(
                "document without a name",
                "messageDocument",
                documentMedia(document(id, "application/pdf")),
                Map.of("document", id));
        id = newId();
        add(
                "audio with a cover",
                "messageAudio",
                documentMedia(withThumbnail(document(
                        id,
                        "audio/mpeg",
                        tl("documentAttributeAudio")
                                .set("duration", 10)
                                .set("title", "Song")
                                .set("performer", "Band"),
                        named("song.mp3")))),
                Map.of("audio", id));
        id = newId();
        add(
                "voice",
                "messageVoiceNote",
                documentMedia(document(
                                id,
                                "audio/ogg",
                                tl("documentAttributeAudio")
                                        .flag("voice", true)
                                        .set("duration", 3)
                                        .set("waveform", new byte[] {1, 2, 3})))
                        .flag("voice", true),
                Map.of("voice", id));
        id = newId();
        add(
                "video note",
                "messageVideoNote",
                documentMedia(withThumbnail(document(
                                id,
                                "video/mp4",
                                tl("documentAttributeVideo")
                                        .flag("round_message", true)
                                        .set("duration", 3.0)
                                        .set("w", 384)
                                        .set("h", 384))))
                        .flag("round", true),
                Map.of("video_note", id));
        id = newId();
        add("animation", "messageAnimation", documentMedia(animation(id)), Map.of("animation", id));
        for (String format : List.of("image/webp", "application/x-tgsticker", "video/webm")) {
            id = newId();
            add("sticker " + format, "messageSticker", documentMedia(sticker(id, format)), Map.of("sticker", id));
        }
    }

    // Link previews.

    /** An address has one page at a time, for all posts that link to it: each post has an address of its own. */
    private TlObject page(String type) {
        long id = newId();
        return tl("webPage")
                .set("id", id)
                .set("url", "https://example.org/" + type + "/" + id)
                .set("display_url", "example.org/" + type + "/" + id)
                .set("hash", 1)
                .set("type", type)
                .set("site_name", "Example")
                .set("title", "The page")
                .set("description", "What it says");
    }

    private static TlObject linked(TlObject page) {
        String url = page.textAt("url");
        return message(url, tl("messageMediaWebPage").set("webpage", page))
                .set("entities", List.of(tl("messageEntityUrl").set("offset", 0).set("length", url.length())));
    }

    private void previews() {
        add("link", "messageText", linked(page("article")));
        long id = newId();
        add("link with a photo", "messageText", linked(page("photo").set("photo", photo(id))), Map.of("preview", id));
        id = newId();
        long picture = newId();
        add(
                "link with a video",
                "messageText",
                linked(page("video").set("document", video(id)).set("photo", photo(picture))),
                Map.of("preview", id));
        id = newId();
        add(
                "link with a document",
                "messageText",
                linked(page("document").set("document", document(id, "application/pdf", named("paper.pdf")))),
                Map.of("preview", id));
    }

    // Posts of which a page of history gives only the beginning.

    private void moreWhenAsked() {
        List<TlObject> blocks = new ArrayList<>();
        List<TlObject> photos = new ArrayList<>();
        Map<String, Long> files = new LinkedHashMap<>();
        for (int i = 1; i <= 4; i++) {
            long id = newId();
            blocks.add(paragraph("Paragraph " + i));
            blocks.add(tl("pageBlockPhoto").set("photo_id", id).set("caption", caption()));
            photos.add(photo(id));
            files.put(i == 1 ? "rich" : "rich/" + i, id);
        }
        add(
                "long rich message",
                "messageRichMessage",
                message("")
                        .set(
                                "rich_message",
                                tl("richMessage")
                                        .set("blocks", blocks)
                                        .set("photos", photos)
                                        .set("documents", List.of())),
                files);
        long picture = newId();
        List<TlObject> article = new ArrayList<>();
        List<TlObject> illustrations = new ArrayList<>();
        article.add(tl("pageBlockTitle").set("text", tl("textPlain").set("text", "The article")));
        for (int i = 1; i <= 4; i++) {
            long id = newId();
            article.add(paragraph("Part " + i));
            article.add(tl("pageBlockPhoto").set("photo_id", id).set("caption", caption()));
            illustrations.add(photo(id));
        }
        String url = "https://example.org/article/whole/" + picture;
        add(
                "link with an instant view",
                "messageText",
                linked(page("article")
                        .set("url", url)
                        .set("photo", photo(picture))
                        .set(
                                "cached_page",
                                tl("page")
                                        .flag("v2", true)
                                        .set("url", url)
                                        .set("blocks", article)
                                        .set("photos", illustrations)
                                        .set("documents", List.of()))),
                Map.of("preview", picture));
        long theme = newId();
        add(
                "link to a theme",
                "messageText",
                linked(page("telegram_theme")
                        .set(
                                "attributes",
                                List.of(tl("webPageAttributeTheme")
                                        .set(
                                                "documents",
                                                List.of(document(
                                                        theme,
                                                        "application/x-tgtheme-tdesktop",
                                                        named("dark.tdesktop-theme"))))))),
                Map.of("preview_documents", theme));
        add(
                "link to a story",
                "messageText",
                linked(page("telegram_story")
                        .set(
                                "attributes",
                                List.of(tl("webPageAttributeStory")
                                        .set("peer", peer(other))
                                        .set("id", 4)))));
        TlObject shown = tl("webDocument")
                .set("url", "https://example.org/thing-" + newId() + ".jpg")
                .set("access_hash", 57L)
                .set("size", 12_345)
                .set("mime_type", "image/jpeg")
                .set(
                        "attributes",
                        List.of(tl("documentAttributeImageSize").set("w", 640).set("h", 480)));
        add(
                "invoice with a photo",
                "messageInvoice",
                invoice().set("photo", shown),
                Map.of("invoice", RawFile.ofWeb(shown).id()));
        long wall = newId();
        add(
                "background with a picture",
                "messageChatSetBackground",
                tl("messageActionSetChatWallPaper")
                        .set(
                                "wallpaper",
                                tl("wallPaper")
                                        .set("id", 5_947_530_738_000_000_000L + wall)
                                        .set("access_hash", 56L)
                                        .set("slug", "MIo6r0qGSFAFAAAA" + wall)
                                        .set(
                                                "document",
                                                withThumbnail(document(
                                                        wall,
                                                        "image/jpeg",
                                                        tl("documentAttributeImageSize")
                                                                .set("w", 1440)
                                                                .set("h", 2560))))
                                        .set("settings", tl("wallPaperSettings"))),
                Map.of("background", wall));
    }

    private static TlObject paragraph(String text) {
        return tl("pageBlockParagraph").set("text", tl("textPlain").set("text", text));
    }

    // Posts of several files.

    private void manyFiles() {
        long first = newId();
        long second = newId();
        long third = newId();
        add(
                "paid media",
                "messagePaidMedia",
                message(
                        "Bought",
                        tl("messageMediaPaidMedia")
                                .set("stars_amount", 50L)
                                .set(
                                        "extended_media",
                                        List.of(
                                                bought(photoMedia(first)),
                                                bought(videoMedia(second)),
                                                bought(photoMedia(third))))),
                Map.of("paid_media/1", first, "paid_media/2", second, "paid_media/3", third));
        add(
                "paid media not bought",
                "messagePaidMedia",
                tl("messageMediaPaidMedia")
                        .set("stars_amount", 50L)
                        .set(
                                "extended_media",
                                List.of(tl("messageExtendedMediaPreview")
                                        .set("w", 1280)
                                        .set("h", 720)
                                        .set("video_duration", 12))));
        add("poll", "messagePoll", poll(false, List.of(), null, null));
        long a = newId();
        long b = newId();
        long attached = newId();
        long solution = newId();
        add(
                "quiz with media",
                "messagePoll",
                poll(true, List.of(a, b), photoMedia(attached), photoMedia(solution)),
                Map.of("poll_option/1", a, "poll_option/2", b, "poll", attached, "poll_explanation_media", solution));
        long photo = newId();
        long film = newId();
        add(
                "game",
                "messageGame",
                tl("messageMediaGame")
                        .set(
                                "game",
                                tl("game")
                                        .set("id", 77L)
                                        .set("access_hash", 78L)
                                        .set("short_name", "lumber")
                                        .set("title", "Lumber")
                                        .set("description", "Chop")
                                        .set("photo", photo(photo))
                                        .set("document", animation(film))),
                Map.of("game", photo, "game_animation", film));
        long painted = newId();
        add(
                "new channel photo",
                "messageChatChangePhoto",
                tl("messageActionChatEditPhoto").set("photo", photo(painted)),
                Map.of("chat_photo", painted));
        long inInvoice = newId();
        add(
                "invoice with media",
                "messageInvoice",
                invoice().set("extended_media", bought(photoMedia(inInvoice))),
                Map.of("paid_media", inInvoice));
        long inRich = newId();
        long inRichToo = newId();
        add(
                "rich message",
                "messageRichMessage",
                message("")
                        .set(
                                "rich_message",
                                tl("richMessage")
                                        .set(
                                                "blocks",
                                                List.of(
                                                        tl("pageBlockParagraph")
                                                                .set(
                                                                        "text",
                                                                        tl("textPlain")
                                                                                .set("text", "Rich")),
                                                        tl("pageBlockPhoto")
                                                                .set("photo_id", inRich)
                                                                .set("caption", caption()),
                                                        tl("pageBlockVideo")
                                                                .set("video_id", inRichToo)
                                                                .set("caption", caption())))
                                        .set("photos", List.of(photo(inRich)))
                                        .set("documents", List.of(video(inRichToo)))),
                Map.of("rich", inRich, "rich/2", inRichToo));
    }

    private static TlObject caption() {
        return tl("pageCaption")
                .set("text", tl("textPlain").set("text", "Caption"))
                .set("credit", tl("textPlain").set("text", "Credit"));
    }

    private static TlObject bought(TlObject media) {
        return tl("messageExtendedMedia").set("media", media);
    }

    private TlObject poll(boolean quiz, List<Long> photos, @Nullable TlObject attached, @Nullable TlObject solution) {
        List<TlObject> answers = new ArrayList<>();
        List<TlObject> votes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            byte[] option = ("option " + i).getBytes(StandardCharsets.UTF_8);
            answers.add(tl("pollAnswer")
                    .set("text", words("Answer " + i))
                    .set("option", option)
                    .set("media", photos.isEmpty() ? null : photoMedia(photos.get(i))));
            votes.add(tl("pollAnswerVoters")
                    .flag("correct", quiz && i == 0)
                    .set("option", option)
                    .set("voters", 3 + i));
        }
        return tl("messageMediaPoll")
                .set(
                        "poll",
                        tl("poll")
                                .set("id", newId())
                                .flag("quiz", quiz)
                                .set("question", words("Which?"))
                                .set("answers", answers))
                .set(
                        "results",
                        tl("pollResults")
                                .set("results", votes)
                                .set("total_voters", 7)
                                .set("solution", quiz ? "Because" : null)
                                .set("solution_entities", quiz ? List.of() : null)
                                .set("solution_media", solution))
                .set("attached_media", attached);
    }

    private static TlObject invoice() {
        return tl("messageMediaInvoice")
                .set("title", "A thing")
                .set("description", "To buy")
                .set("currency", "EUR")
                .set("total_amount", 1_500L)
                .set("start_param", "thing");
    }

    // Contents without files.

    private void facts() {
        TlObject place = tl("geoPoint").set("lat", 52.5).set("long", 13.25).set("access_hash", 1L);
        add("place", "messageLocation", tl("messageMediaGeo").set("geo", place));
        add(
                "live place",
                "messageLiveLocation",
                tl("messageMediaGeoLive").set("geo", place).set("heading", 90).set("period", A_DAY));
        add(
                "venue",
                "messageVenue",
                tl("messageMediaVenue")
                        .set("geo", place)
                        .set("title", "The Venue")
                        .set("address", "Some Street 1")
                        .set("provider", "foursquare"));
        add(
                "contact",
                "messageContact",
                tl("messageMediaContact")
                        .set("phone_number", "15550009")
                        .set("first_name", "Dora")
                        .set("user_id", friend.id()));
        add("dice", "messageDice", tl("messageMediaDice").set("value", 4).set("emoticon", "🎲"));
        add("invoice", "messageInvoice", invoice());
        add(
                "story",
                "messageStory",
                tl("messageMediaStory").set("peer", peer(other)).set("id", 3));
        add(
                "checklist",
                "messageChecklist",
                tl("messageMediaToDo")
                        .set(
                                "todo",
                                tl("todoList")
                                        .set("title", words("To do"))
                                        .set(
                                                "list",
                                                List.of(
                                                        tl("todoItem")
                                                                .set("id", 1)
                                                                .set("title", words("First")),
                                                        tl("todoItem")
                                                                .set("id", 2)
                                                                .set("title", words("Second")))))
                        .set(
                                "completions",
                                List.of(tl("todoCompletion")
                                        .set("id", 1)
                                        .set("completed_by", peer(friend))
                                        .set("date", SOME_DATE))));
        add(
                "giveaway",
                "messageGiveaway",
                tl("messageMediaGiveaway")
                        .set("channels", List.of(other.id()))
                        .set("quantity", 5)
                        .set("months", 3)
                        .set("prize_description", "A prize")
                        .set("until_date", SOME_DATE + A_DAY));
        add(
                "winners of a giveaway",
                "messageGiveawayWinners",
                tl("messageMediaGiveawayResults")
                        .set("channel_id", other.id())
                        .set("launch_msg_id", 1)
                        .set("winners_count", 1)
                        .set("winners", List.of(friend.id()))
                        .set("months", 3)
                        .set("until_date", SOME_DATE + A_DAY));
        add("unsupported", "messageUnsupported", tl("messageMediaUnsupported"));
        add("expired photo", "messageExpiredPhoto", tl("messageMediaPhoto").set("ttl_seconds", 5));
    }

    // Where a post comes from and what it answers.

    private void relations() {
        add(
                "forward of a hidden user",
                "messageText",
                message("Forwarded")
                        .set(
                                "fwd_from",
                                tl("messageFwdHeader")
                                        .set("from_name", "Nobody")
                                        .set("date", SOME_DATE)));
        long id = newId();
        add(
                "forward from a channel",
                "messagePhoto",
                message("Forwarded", photoMedia(id))
                        .set(
                                "fwd_from",
                                tl("messageFwdHeader")
                                        .set("from_id", peer(other))
                                        .set("channel_post", 4)
                                        .set("post_author", "The Author")
                                        .set("date", SOME_DATE)),
                Map.of("photo", id));
        add(
                "forward from a user",
                "messageText",
                message("Forwarded")
                        .set(
                                "fwd_from",
                                tl("messageFwdHeader")
                                        .set("from_id", peer(friend))
                                        .set("date", SOME_DATE)));
        add(
                "reply with a quote",
                "messageText",
                message("Yes")
                        .set(
                                "reply_to",
                                tl("messageReplyHeader")
                                        .set("reply_to_msg_id", 1)
                                        .flag("quote", true)
                                        .set("quote_text", "words")
                                        .set("quote_offset", 6)));
        long replied = newId();
        add(
                "reply to another chat",
                "messageText",
                message("See there")
                        .set(
                                "reply_to",
                                tl("messageReplyHeader")
                                        .set("reply_to_msg_id", 2)
                                        .set("reply_to_peer_id", peer(other))
                                        .set(
                                                "reply_from",
                                                tl("messageFwdHeader")
                                                        .set("from_id", peer(other))
                                                        .set("channel_post", 2)
                                                        .set("date", SOME_DATE))
                                        .set("reply_media", photoMedia(replied))),
                Map.of("reply", replied));
        add("via a bot", "messageText", message("Via a bot").set("via_bot_id", bot.id()));
        add("signed", "messageText", message("Signed").set("post_author", "The Editor"));
        long first = newId();
        long second = newId();
        long album = newId();
        add(
                "album, first",
                "messagePhoto",
                message("Album", photoMedia(first)).set("grouped_id", album),
                Map.of("photo", first));
        add(
                "album, second",
                "messageVideo",
                message("", videoMedia(second)).set("grouped_id", album),
                Map.of("video", second));
    }

    // Service posts.

    private void events() {
        add(
                "created",
                "messageSupergroupChatCreate",
                tl("messageActionChannelCreate").set("title", "Channel"));
        add(
                "new title",
                "messageChatChangeTitle",
                tl("messageActionChatEditTitle").set("title", "Renamed"));
        add("photo removed", "messageChatDeletePhoto", tl("messageActionChatDeletePhoto"));
        add(
                "pinned",
                "messagePinMessage",
                tl("messageService")
                        .set("action", tl("messageActionPinMessage"))
                        .set("reply_to", tl("messageReplyHeader").set("reply_to_msg_id", 1)));
        add(
                "video chat",
                "messageVideoChatStarted",
                tl("messageActionGroupCall").set("call", call()));
        add(
                "video chat ended",
                "messageVideoChatEnded",
                tl("messageActionGroupCall").set("call", call()).set("duration", 60));
        add(
                "video chat scheduled",
                "messageVideoChatScheduled",
                tl("messageActionGroupCallScheduled").set("call", call()).set("schedule_date", SOME_DATE));
        add(
                "auto-delete",
                "messageChatSetMessageAutoDeleteTime",
                tl("messageActionSetMessagesTTL").set("period", A_DAY));
        add(
                "theme",
                "messageChatSetTheme",
                tl("messageActionSetChatTheme").set("theme", tl("chatTheme").set("emoticon", "🎄")));
        add(
                "background",
                "messageChatSetBackground",
                tl("messageActionSetChatWallPaper")
                        .set(
                                "wallpaper",
                                tl("wallPaperNoFile")
                                        .set("settings", tl("wallPaperSettings").set("background_color", 0x336699))));
        add("boost", "messageChatBoost", tl("messageActionBoostApply").set("boosts", 3));
        add("giveaway begun", "messageGiveawayCreated", tl("messageActionGiveawayLaunch"));
        add(
                "giveaway ended",
                "messageGiveawayCompleted",
                tl("messageService")
                        .set(
                                "action",
                                tl("messageActionGiveawayResults")
                                        .set("winners_count", 2)
                                        .set("unclaimed_count", 1))
                        .set("reply_to", tl("messageReplyHeader").set("reply_to_msg_id", 1)));
        add(
                "payment refunded",
                "messagePaymentRefunded",
                tl("messageActionPaymentRefunded")
                        .set("peer", peer(friend))
                        .set("currency", "XTR")
                        .set("total_amount", 5L)
                        .set("charge", tl("paymentCharge").set("id", "1").set("provider_charge_id", "2")));
        add(
                "custom action",
                "messageCustomServiceAction",
                tl("messageActionCustomAction").set("message", "Something happened"));
        add(
                "price of messages",
                "messageDirectMessagePriceChanged",
                tl("messageActionPaidMessagesPrice")
                        .flag("broadcast_messages_allowed", true)
                        .set("stars", 10L));
        add(
                "suggested post approved",
                "messageSuggestedPostApproved",
                tl("messageService")
                        .set("action", tl("messageActionSuggestedPostApproval").set("schedule_date", SOME_DATE))
                        .set("reply_to", tl("messageReplyHeader").set("reply_to_msg_id", 1)));
        add(
                "new owner",
                "messageChatOwnerChanged",
                tl("messageActionChangeCreator").set("new_creator_id", friend.id()));
    }

    private static TlObject call() {
        return tl("inputGroupCall").set("id", 5L).set("access_hash", 6L);
    }

    private void gifts() {
        long id = newId();
        add(
                "gift",
                "messageGift",
                tl("messageActionStarGift")
                        .set(
                                "gift",
                                tl("starGift")
                                        .set("id", 31L)
                                        .set("sticker", sticker(id, "application/x-tgsticker"))
                                        .set("stars", 15L)
                                        .set("convert_stars", 10L))
                        .set("message", words("For you"))
                        .set("from_id", peer(friend))
                        .set("peer", peer(other))
                        .set("saved_id", 8L),
                Map.of("gift", id));
        long model = newId();
        long symbol = newId();
        TlObject rarity = tl("starGiftAttributeRarity").set("permille", 5);
        add(
                "upgraded gift",
                "messageUpgradedGift",
                tl("messageActionStarGiftUnique")
                        .flag("upgrade", true)
                        .set(
                                "gift",
                                tl("starGiftUnique")
                                        .set("id", 32L)
                                        .set("gift_id", 31L)
                                        .set("title", "Cake")
                                        .set("slug", "Cake-1")
                                        .set("num", 1)
                                        .set("owner_id", peer(other))
                                        .set(
                                                "attributes",
                                                List.of(
                                                        tl("starGiftAttributeModel")
                                                                .set("name", "Model")
                                                                .set(
                                                                        "document",
                                                                        sticker(model, "application/x-tgsticker"))
                                                                .set("rarity", rarity),
                                                        tl("starGiftAttributePattern")
                                                                .set("name", "Symbol")
                                                                .set(
                                                                        "document",
                                                                        sticker(symbol, "application/x-tgsticker"))
                                                                .set("rarity", rarity),
                                                        tl("starGiftAttributeBackdrop")
                                                                .set("name", "Backdrop")
                                                                .set("backdrop_id", 1)
                                                                .set("rarity", rarity)))
                                        .set("availability_issued", 1)
                                        .set("availability_total", 10))
                        .set("from_id", peer(friend))
                        .set("peer", peer(other))
                        .set("saved_id", 9L),
                Map.of("gift", model, "gift_symbol", symbol));
        add(
                "gift code",
                "messagePremiumGiftCode",
                tl("messageActionGiftCode")
                        .set("days", 90)
                        .set("slug", "code")
                        .set("message", words("A code"))
                        .set("boost_peer", peer(other)));
        add(
                "prize of stars",
                "messageGiveawayPrizeStars",
                tl("messageActionPrizeStars")
                        .set("stars", 100L)
                        .set("transaction_id", "t")
                        .set("boost_peer", peer(other))
                        .set("giveaway_msg_id", 1));
    }

    private void groupEvents() {
        add(
                "created",
                "messageSupergroupChatCreate",
                written(tl("messageActionChannelCreate").set("title", "Group")));
        add(
                "was a basic group",
                "messageChatUpgradeFrom",
                written(tl("messageActionChannelMigrateFrom")
                        .set("title", "Old group")
                        .set("chat_id", 4_000_001L)));
        add(
                "added",
                "messageChatAddMembers",
                written(tl("messageActionChatAddUser").set("users", List.of(friend.id()))));
        add(
                "joined by link",
                "messageChatJoinByLink",
                written(tl("messageActionChatJoinedByLink").set("inviter_id", bot.id())));
        add("joined by request", "messageChatJoinByRequest", written(tl("messageActionChatJoinedByRequest")));
        add(
                "left",
                "messageChatDeleteMember",
                written(tl("messageActionChatDeleteUser").set("user_id", friend.id())));
        add(
                "topic created",
                "messageForumTopicCreated",
                written(tl("messageActionTopicCreate").set("title", "Topic").set("icon_color", 0x6FB9F0)));
        add(
                "topic renamed",
                "messageForumTopicEdited",
                written(tl("messageActionTopicEdit").set("title", "Renamed")));
        add(
                "topic closed",
                "messageForumTopicIsClosedToggled",
                written(tl("messageActionTopicEdit").set("closed", true)));
        add(
                "topic hidden",
                "messageForumTopicIsHiddenToggled",
                written(tl("messageActionTopicEdit").set("hidden", true)));
        add(
                "invited to a video chat",
                "messageInviteVideoChatParticipants",
                written(tl("messageActionInviteToGroupCall").set("call", call()).set("users", List.of(friend.id()))));
        add(
                "near",
                "messageProximityAlertTriggered",
                written(tl("messageActionGeoProximityReached")
                        .set("from_id", peer(friend))
                        .set("to_id", peer(bot))
                        .set("distance", 100)));
        add(
                "game score",
                "messageGameScore",
                written(tl("messageActionGameScore").set("game_id", 77L).set("score", 5)));
        add(
                "price of messages",
                "messagePaidMessagePriceChanged",
                written(tl("messageActionPaidMessagesPrice").set("stars", 10L)));
        add(
                "tasks done",
                "messageChecklistTasksDone",
                answering(tl("messageActionTodoCompletions")
                        .set("completed", List.of(1))
                        .set("incompleted", List.of(2))));
        add(
                "tasks added",
                "messageChecklistTasksAdded",
                answering(tl("messageActionTodoAppendTasks")
                        .set("list", List.of(tl("todoItem").set("id", 3).set("title", words("Third"))))));
        add(
                "poll option added",
                "messagePollOptionAdded",
                answering(tl("messageActionPollAppendAnswer")
                        .set(
                                "answer",
                                tl("pollAnswer").set("text", words("New")).set("option", new byte[] {9}))));
        add("words of a member", "messageText", message("Hello").set("from_id", peer(friend)));
        add("words of an anonymous administrator", "messageText", message("Hello, all"));
        add("words of a channel", "messageText", message("Hello from a channel").set("from_id", peer(other)));
        long id = newId();
        add(
                "document of a bot",
                "messageDocument",
                message("", documentMedia(document(id, "application/zip", named("bot.zip"))))
                        .set("from_id", peer(bot)),
                Map.of("document", id));
        add(
                "words in a topic",
                "messageText",
                message("In a topic")
                        .set("from_id", peer(friend))
                        .set(
                                "reply_to",
                                tl("messageReplyHeader")
                                        .flag("forum_topic", true)
                                        .set("reply_to_msg_id", 7)));
    }

    private TlObject written(TlObject action) {
        return tl("messageService").set("action", action).set("from_id", peer(friend));
    }

    private TlObject answering(TlObject action) {
        return written(action).set("reply_to", tl("messageReplyHeader").set("reply_to_msg_id", 1));
    }

    /** The kinds by their names. */
    public static Map<String, PostKind> byName(List<PostKind> kinds) {
        Map<String, PostKind> named = new LinkedHashMap<>();
        kinds.forEach(kind -> named.put(kind.name(), kind));
        return named;
    }
}
