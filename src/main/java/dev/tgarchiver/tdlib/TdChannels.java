package dev.tgarchiver.tdlib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tgarchiver.model.Channel;
import dev.tgarchiver.model.ChannelRef;
import dev.tgarchiver.model.ChatProfile;
import dev.tgarchiver.model.SingleLine;
import dev.tgarchiver.tdlib.binding.TdError;
import dev.tgarchiver.tdlib.binding.TdRequest;
import dev.tgarchiver.telegram.Account;
import dev.tgarchiver.telegram.ChannelFinder;
import dev.tgarchiver.telegram.TelegramFailure;
import dev.tgarchiver.telegram.TelegramFailure.NoAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Finds chats through TDLib. */
final class TdChannels implements ChannelFinder {

    private static final int CHATS_PER_REQUEST = 100;

    private final TdConnection connection;
    private final Account account;
    private final TdProfiles profiles;

    TdChannels(TdConnection connection, Account account) {
        this.connection = connection;
        this.account = account;
        profiles = new TdProfiles(connection);
    }

    @Override
    public Channel find(ChannelRef asked) throws TelegramFailure, InterruptedException {
        ChannelRef ref = asked.channel();
        try {
            if (ref instanceof ChannelRef.Username name) {
                return username(name);
            }
            if (ref instanceof ChannelRef.ChatId id) {
                return byId(id);
            }
            if (ref instanceof ChannelRef.Title) {
                return titled(ref, "no chat of this account has this title");
            }
            return ref instanceof ChannelRef.Invite link ? invite(link) : saved();
        } catch (TdError e) {
            TelegramFailure failure = connection.failure(e, "Looking up " + ref.input());
            if (failure instanceof NoAccess && ref instanceof ChannelRef.Username) {
                return titled(ref, reason(e));
            }
            throw failure instanceof NoAccess ? new NoAccess(cannotOpen(ref, reason(e), "")) : failure;
        }
    }

    /** The chat with this title. If there is none, fails with the reason and the most similar chat. */
    private Channel titled(ChannelRef ref, String reason) throws TelegramFailure, InterruptedException {
        String title = ref instanceof ChannelRef.Username name
                ? name.name()
                : ref.input().strip();
        TitledChats chats = new TitledChats(all());
        Optional<Channel> found = chats.find(ref, title);
        if (found.isEmpty()) {
            throw new NoAccess(cannotOpen(ref, reason, chats.didYouMean(title)));
        }
        return found.get();
    }

    @Override
    public List<Channel> all() throws TelegramFailure, InterruptedException {
        try {
            loadChats();
            JsonNode chats = connection.call(TdRequest.of("getChats").put("limit", Integer.MAX_VALUE));
            List<Channel> all = new ArrayList<>();
            for (JsonNode id : chats.path("chat_ids")) {
                all.add(channel(chat(id.longValue())));
            }
            return all;
        } catch (TdError e) {
            throw connection.failure(e, "Listing the chats");
        }
    }

    private static String reason(TdError error) {
        return TelegramErrors.find(error.text())
                .map(TelegramErrors.Entry::sentence)
                .orElse(error.text());
    }

    private static String cannotOpen(ChannelRef ref, String reason, String didYouMean) {
        return "Cannot open " + ref.input() + ": " + reason + "." + didYouMean
                + " Check the spelling; archiver chats lists what this account can read.";
    }

    private Channel username(ChannelRef.Username ref) throws TdError, InterruptedException {
        return channel(connection.call(TdRequest.of("searchPublicChat").put("username", ref.name())));
    }

    private Channel byId(ChannelRef.ChatId ref) throws TdError, InterruptedException {
        try {
            return channel(chat(ref.chatId()));
        } catch (TdError e) {
            if (connection.failure(e, "").kind() != TelegramFailure.Kind.NO_ACCESS) {
                throw e;
            }
            // TDLib finds a chat by its id only after it has received the chat, for example in the chat list.
            loadChats();
            return ofLoadedChats(ref);
        }
    }

    private Channel ofLoadedChats(ChannelRef.ChatId ref) throws TdError, InterruptedException {
        try {
            return channel(chat(ref.chatId()));
        } catch (TdError unknown) {
            if (ref.ofChannel().isEmpty()) {
                throw unknown;
            }
            try {
                return channel(chat(ref.ofChannel().getAsLong()));
            } catch (TdError noChannel) {
                return basicGroup(-ref.chatId(), unknown);
            }
        }
    }

    /** A basic group that is in no list of chats, since it became a supergroup. */
    private Channel basicGroup(long groupId, TdError unknown) throws TdError, InterruptedException {
        if (groupId <= 0) {
            throw unknown;
        }
        try {
            JsonNode unused = connection.call(TdRequest.of("getBasicGroup").put("basic_group_id", groupId));
            ObjectNode request = TdRequest.of("createBasicGroupChat")
                    .put("basic_group_id", groupId)
                    .put("force", false);
            return channel(connection.call(request));
        } catch (TdError none) {
            throw connection.failure(none, "").kind() == TelegramFailure.Kind.NO_ACCESS ? unknown : none;
        }
    }

    private Channel invite(ChannelRef.Invite ref) throws TdError, InterruptedException, TelegramFailure {
        JsonNode info = connection.call(TdRequest.of("checkChatInviteLink").put("invite_link", ref.link()));
        long chatId = info.path("chat_id").longValue();
        if (chatId == 0) {
            throw new NoAccess("Cannot open " + ref.input() + ": this account has not joined \""
                    + SingleLine.of(info.path("title").asText())
                    + "\". Join it in a Telegram app, then run again; the archiver never joins anything by itself.");
        }
        return channel(chat(chatId));
    }

    private Channel saved() throws TdError, InterruptedException {
        ObjectNode request =
                TdRequest.of("createPrivateChat").put("user_id", account.id()).put("force", false);
        return channel(connection.call(request));
    }

    private JsonNode chat(long chatId) throws TdError, InterruptedException {
        return connection.call(TdRequest.of("getChat").put("chat_id", chatId));
    }

    private void loadChats() throws TdError, InterruptedException {
        ObjectNode request = TdRequest.of("loadChats").put("limit", CHATS_PER_REQUEST);
        try {
            while (true) {
                connection.call(request.deepCopy());
            }
        } catch (TdError e) {
            // 404 says that all chats are loaded.
            if (e.code() != 404) {
                throw e;
            }
        }
    }

    /** The channel that a {@code chat} is. */
    Channel channel(JsonNode chat) throws TdError, InterruptedException {
        long chatId = chat.path("id").longValue();
        JsonNode type = chat.path("type");
        String title = chat.path("title").asText();
        return switch (type.path("@type").asText()) {
            case "chatTypeSupergroup" -> {
                JsonNode supergroup = connection.call(TdRequest.of("getSupergroup")
                        .put("supergroup_id", type.path("supergroup_id").longValue()));
                List<String> names = publicNames(supergroup);
                yield new Channel(
                        chatId,
                        title,
                        names.stream().findFirst(),
                        names.stream().skip(1).toList(),
                        type.path("is_channel").booleanValue() ? Channel.Type.CHANNEL : Channel.Type.GROUP);
            }
            case "chatTypeBasicGroup" ->
                supergroup(type.path("basic_group_id").longValue())
                        .orElseGet(() -> new Channel(chatId, title, Optional.empty(), Channel.Type.GROUP));
            default ->
                chatId == account.id()
                        ? new Channel(chatId, "Saved Messages", Optional.empty(), Channel.Type.SAVED)
                        : new Channel(chatId, title, Optional.empty(), Channel.Type.PRIVATE);
        };
    }

    /** What a basic group has become, if this account can read that. */
    private Optional<Channel> supergroup(long groupId) throws TdError, InterruptedException {
        JsonNode group = connection.call(TdRequest.of("getBasicGroup").put("basic_group_id", groupId));
        long supergroupId = group.path("upgraded_to_supergroup_id").longValue();
        if (supergroupId == 0) {
            return Optional.empty();
        }
        try {
            ObjectNode request = TdRequest.of("createSupergroupChat")
                    .put("supergroup_id", supergroupId)
                    .put("force", false);
            return Optional.of(channel(connection.call(request)));
        } catch (TdError e) {
            if (connection.failure(e, "").kind() != TelegramFailure.Kind.NO_ACCESS) {
                throw e;
            }
            return Optional.empty();
        }
    }

    @Override
    public OptionalLong refreshChat(long chatId) throws TelegramFailure, InterruptedException {
        return profiles.refresh(chatId);
    }

    @Override
    public Optional<ChatProfile> profile(long chatId) throws TelegramFailure, InterruptedException {
        return profiles.profile(chatId);
    }

    @Override
    public Optional<byte[]> picture(ChatProfile profile) throws TelegramFailure, InterruptedException {
        return profiles.picture(profile);
    }

    /** In Telegram's order: its apps show the first name. */
    private static List<String> publicNames(JsonNode supergroup) {
        List<String> names = new ArrayList<>();
        supergroup.path("usernames").path("active_usernames").forEach(name -> names.add(name.asText()));
        return names;
    }
}
