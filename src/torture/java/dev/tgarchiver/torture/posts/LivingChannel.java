package dev.tgarchiver.torture.posts;

import static dev.tgarchiver.localtelegram.tl.TlObject.tl;

import dev.tgarchiver.localtelegram.PostKinds.PostKind;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.world.Channel;
import dev.tgarchiver.localtelegram.world.Post;
import dev.tgarchiver.localtelegram.world.PostDraft;
import dev.tgarchiver.torture.Cast;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A channel or a group with topics that random operations change, and what it holds. For one thread. */
final class LivingChannel {

    /** The contents whose text is the message's own. */
    private static final Set<String> WORDED = Set.of(
            "messageText",
            "messagePhoto",
            "messageVideo",
            "messageDocument",
            "messageAudio",
            "messageVoiceNote",
            "messageAnimation",
            "messagePaidMedia");

    /** The contents that Telegram lets be exchanged for another one of them. */
    private static final Set<String> EXCHANGEABLE = Set.of(
            "messageText", "messagePhoto", "messageVideo", "messageDocument", "messageAudio", "messageAnimation");

    private final Channel channel;
    private final KindDeck deck;
    private final Cast cast;
    private final Random random;
    private final Map<Integer, PostKind> kinds = new TreeMap<>();
    private final List<Integer> topics = new ArrayList<>();
    private int number;

    LivingChannel(Channel channel, KindDeck deck, Cast cast, Random random) {
        this.channel = channel;
        this.deck = deck;
        this.cast = cast;
        this.random = random;
        if (channel.isForum()) {
            // A group's first post says that it was made, so that no topic has General's number.
            Post unused = add(deck.named("created"), message(deck.named("created")));
        }
    }

    Channel channel() {
        return channel;
    }

    /** The kinds of the posts that are there, by their ids. */
    Map<Integer, PostKind> kinds() {
        return kinds;
    }

    /** A post's text as the server has it, where the text is what its readers see. */
    Optional<String> text(int id) {
        TlObject message = raw(id);
        return Optional.of(kind(id))
                .filter(kind -> WORDED.contains(kind.content()) && !message.has("rich_message"))
                .map(kind -> message.textAt("message"));
    }

    /** A post as the server has it. */
    TlObject raw(int id) {
        return Objects.requireNonNull(channel.history().required(id).raw());
    }

    /** Does something; when it cannot be done to any post, another post comes. */
    void change(Operation operation) {
        number++;
        boolean done =
                switch (operation) {
                    case POST -> false;
                    case POST_AGAIN -> postAgain();
                    case EDIT_TEXT -> editText();
                    case REPLACE_MEDIA -> replaceMedia();
                    case DELETE -> delete();
                    case PIN -> pin();
                    case REACT -> react();
                    case TOPIC -> changeTopic();
                    case RENAME_CHANNEL -> renameChannel();
                    case RENAME_USER -> renameUser();
                };
        if (!done) {
            post(deck.next());
        }
    }

    private void post(PostKind kind) {
        PostKind second = kind.name().equals("album, first") ? deck.rest(kind) : null;
        put(kind);
        if (second != null) {
            put(second);
        }
    }

    private void put(PostKind kind) {
        TlObject message = message(kind);
        if (isWorded(kind, message) && random.nextBoolean()) {
            message = Altered.reworded(message, Words.any(random, number));
        }
        if (!topics.isEmpty() && message.is("message") && !message.has("reply_to") && random.nextBoolean()) {
            message = Altered.inTopic(message, any(topics));
        }
        add(kind, message);
    }

    private Post add(PostKind kind, TlObject message) {
        Post post = channel.post(message);
        kinds.put(post.id(), kind);
        return post;
    }

    private static boolean isWorded(PostKind kind, TlObject message) {
        return WORDED.contains(kind.content()) && message.is("message") && !message.has("rich_message");
    }

    /** What is posted of a kind, as a whole message. */
    private static TlObject message(PostKind kind) {
        return kind.raw().is("message") || kind.raw().is("messageService") ? kind.raw() : wrapped(kind.raw());
    }

    private static TlObject wrapped(TlObject content) {
        return content.name().startsWith("messageAction")
                ? tl("messageService").set("action", content)
                : tl("message").set("media", content);
    }

    private boolean postAgain() {
        return findAny(id -> raw(id).is("message") && !raw(id).has("grouped_id"))
                .map(id -> add(kind(id), Altered.pinned(raw(id), false)))
                .isPresent();
    }

    private boolean editText() {
        Optional<Integer> found = findAny(id -> isWorded(kind(id), raw(id)));
        found.ifPresent(id -> edit(id, Altered.reworded(raw(id), Words.any(random, number))));
        return found.isPresent();
    }

    private boolean replaceMedia() {
        Optional<Integer> found = findAny(id ->
                EXCHANGEABLE.contains(kind(id).content()) && isWorded(kind(id), raw(id)) && !raw(id).has("grouped_id"));
        found.ifPresent(id -> {
            PostKind other = deck.another(kind -> EXCHANGEABLE.contains(kind.content())
                    && !kind.files().isEmpty()
                    && message(kind).has("media"));
            kinds.put(id, other);
            edit(id, Altered.replaced(raw(id), message(other)));
        });
        return found.isPresent();
    }

    private void edit(int id, TlObject message) {
        channel.history().edit(id, PostDraft.raw(message));
    }

    private boolean delete() {
        Optional<Integer> found = findAny(id -> !topics.contains(id));
        found.ifPresent(id -> {
            channel.history().delete(id);
            kinds.remove(id);
        });
        return found.isPresent();
    }

    private boolean pin() {
        Optional<Integer> found = findAny(id -> raw(id).is("message"));
        found.ifPresent(id -> {
            boolean pinned = !raw(id).flagAt("pinned");
            recount(id, Altered.pinned(raw(id), pinned));
            if (pinned) {
                PostKind kind = deck.named("pinned");
                add(kind, Altered.answering(message(kind), id));
            }
        });
        return found.isPresent();
    }

    private boolean react() {
        Optional<Integer> found = findAny(id -> raw(id).is("message"));
        found.ifPresent(id -> recount(id, Altered.reactedTo(raw(id), random)));
        return found.isPresent();
    }

    /** Nobody is told, and the date of the last edit stays. */
    private void recount(int id, TlObject message) {
        PostDraft draft = PostDraft.raw(message);
        Instant edited = channel.history().required(id).edited();
        channel.history().recount(id, edited == null ? draft : draft.edited(edited));
    }

    /** Makes a topic, gives one another name, or closes or opens one. */
    private boolean changeTopic() {
        if (!channel.isForum()) {
            return false;
        }
        if (topics.isEmpty() || random.nextBoolean()) {
            int topic = channel.topics().create("Topic " + number, cast.friend());
            topics.add(topic);
            kinds.put(topic, deck.named("topic created"));
            return true;
        }
        if (random.nextBoolean()) {
            channel.topics().rename(any(topics), "Renamed " + number);
        } else {
            channel.topics().close(any(topics), random.nextBoolean());
        }
        kinds.put(channel.history().topId(), deck.named("topic renamed"));
        return true;
    }

    private boolean renameChannel() {
        String title = "Title " + number;
        channel.titled(title);
        PostKind kind = deck.named("new title");
        add(kind, titled(kind, title));
        return true;
    }

    private static TlObject titled(PostKind kind, String title) {
        TlObject message = message(kind);
        TlObject action = tl(message.objectAt("action").name());
        message.objectAt("action").fields().forEach(action::set);
        TlObject titled = tl(message.name());
        message.fields().forEach(titled::set);
        return titled.set("action", action.set("title", title));
    }

    private boolean renameUser() {
        cast.friend().named("Bea " + number, "Brown");
        return true;
    }

    PostKind kind(int id) {
        return Objects.requireNonNull(kinds.get(id));
    }

    private Optional<Integer> findAny(Predicate<Integer> condition) {
        List<Integer> ids = kinds.keySet().stream().filter(condition).collect(Collectors.toList());
        return ids.isEmpty() ? Optional.empty() : Optional.of(any(ids));
    }

    private int any(List<Integer> list) {
        @Nullable Integer chosen = list.get(random.nextInt(list.size()));
        return Objects.requireNonNull(chosen);
    }
}
