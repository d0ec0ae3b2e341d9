package dev.tgarchiver.localtelegram.handlers;

import dev.tgarchiver.localtelegram.check.NameCheck;
import dev.tgarchiver.localtelegram.faults.Calls;
import dev.tgarchiver.localtelegram.faults.Faults;
import dev.tgarchiver.localtelegram.mtproto.RpcService;
import dev.tgarchiver.localtelegram.mtproto.Sessions;
import dev.tgarchiver.localtelegram.tl.Schema;
import dev.tgarchiver.localtelegram.world.World;

/** Puts the methods of the API together. */
public final class TelegramApi {

    static {
        NameCheck.check(Schema.SERVER, TelegramApi.class, Methods.class);
    }

    private TelegramApi() {}

    /**
     * Answers calls about a world, and tells the sessions what happens in it. The first use fails when a handler names what
     * the schema does not have.
     */
    public static RpcService of(World world, Sessions sessions, Faults faults, Calls calls) {
        Methods methods = new Methods();
        Logins logins = new Logins(sessions.keys());
        Peers peers = new Peers(world);
        Viewers viewers = new Viewers();
        MessageObjects messages = new MessageObjects(world, faults);
        Pusher pusher = new Pusher(world, sessions, viewers, messages);
        QrMethods qr = new QrMethods(world, logins, sessions);
        AuthorizationMethods authorizations = new AuthorizationMethods(world, logins, sessions);

        ConfigMethods.addTo(methods);
        new CodeMethods(world, logins).addTo(methods);
        new PasswordMethods(logins).addTo(methods);
        qr.addTo(methods);
        authorizations.addTo(methods);
        new UpdatesMethods(world, peers, viewers, messages, pusher).addTo(methods);
        new DialogMethods(world, peers, messages).addTo(methods);
        new ChannelMethods(world, peers).addTo(methods);
        new FullChatMethods(peers, faults).addTo(methods);
        new HistoryMethods(world, peers, messages).addTo(methods);
        new TopicMethods(peers, messages).addTo(methods);
        new ThreadMethods(peers, messages).addTo(methods);
        new UserMethods(peers).addTo(methods);
        new StickerMethods(world, faults).addTo(methods);
        CdnMethods cdn = new CdnMethods();
        cdn.addTo(methods);
        new FileMethods(world, peers, faults, cdn).addTo(methods);

        world.listen(pusher);
        world.listen(qr);
        world.listen(authorizations);
        return new Dispatcher(methods, world, sessions.keys(), faults, calls);
    }
}
