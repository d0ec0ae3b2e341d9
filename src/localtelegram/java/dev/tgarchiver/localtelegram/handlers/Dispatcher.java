package dev.tgarchiver.localtelegram.handlers;

import dev.tgarchiver.localtelegram.faults.Call;
import dev.tgarchiver.localtelegram.faults.Calls;
import dev.tgarchiver.localtelegram.faults.Fault;
import dev.tgarchiver.localtelegram.faults.Faults;
import dev.tgarchiver.localtelegram.mtproto.AuthKey;
import dev.tgarchiver.localtelegram.mtproto.AuthKeys;
import dev.tgarchiver.localtelegram.mtproto.Body;
import dev.tgarchiver.localtelegram.mtproto.RpcAnswer;
import dev.tgarchiver.localtelegram.mtproto.RpcService;
import dev.tgarchiver.localtelegram.mtproto.Session;
import dev.tgarchiver.localtelegram.tl.Packed;
import dev.tgarchiver.localtelegram.tl.Schema;
import dev.tgarchiver.localtelegram.tl.TlObject;
import dev.tgarchiver.localtelegram.tl.TlReader;
import dev.tgarchiver.localtelegram.tl.TlWriter;
import dev.tgarchiver.localtelegram.world.World;
import java.time.Instant;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Takes a call out of its wrappers, lets go wrong what is to go wrong, has it answered, and records it. */
final class Dispatcher implements RpcService {

    private static final int LAYER = 227;
    private static final Set<String> WRAPPERS =
            Set.of("invokeWithLayer", "initConnection", "invokeAfterMsg", "invokeAfterMsgs", "invokeWithoutUpdates");

    private final Methods methods;
    private final World world;
    private final AuthKeys keys;
    private final Faults faults;
    private final Calls calls;

    Dispatcher(Methods methods, World world, AuthKeys keys, Faults faults, Calls calls) {
        this.methods = methods;
        this.world = world;
        this.keys = keys;
        this.faults = faults;
        this.calls = calls;
    }

    @Override
    public RpcAnswer answer(Session session, TlReader wrapped) {
        AuthKey key = keys.effective(session.key());
        TlReader query = unwrap(wrapped);
        int id = query.peekInt();
        String name = Schema.SERVER.methodName(id);
        Methods.Method method = methods.find(name);
        if (method == null || !Schema.SERVER.understands(id)) {
            RpcAnswer.Failure failure = new RpcAnswer.Failure(400, "METHOD_NOT_SUPPORTED");
            calls.recordUnknown(call(name, TlObject.tl(name), key, failure));
            return failure;
        }
        return answer(method, query.readCall(), session, key);
    }

    private RpcAnswer answer(Methods.Method method, TlObject arguments, Session session, AuthKey key) {
        String name = arguments.name();
        if (name.startsWith("updates.") || name.startsWith("messages.") || name.equals("auth.exportLoginToken")) {
            session.wantUpdates();
        }
        Fault.Effect effect = faults.strike(call(name, arguments, key, null));
        RpcAnswer answer;
        if (effect instanceof Fault.Effect.AnswerWithError error) {
            answer = new RpcAnswer.Failure(error.code(), error.message());
        } else if (effect instanceof Fault.Effect.DropConnection) {
            answer = new RpcAnswer.Disconnect();
        } else {
            UnaryOperator<TlObject> change =
                    effect instanceof Fault.Effect.Change other ? other.change() : UnaryOperator.identity();
            answer = carryOut(method, arguments, session, key, change);
            if (effect instanceof Fault.Effect.ShortPart part) {
                answer = shorten(answer, part.bytes());
            } else if (effect instanceof Fault.Effect.LoseAnswer) {
                answer = new RpcAnswer.Silence();
            } else if (effect instanceof Fault.Effect.HangUp) {
                answer = new RpcAnswer.Last(answer);
            }
        }
        calls.record(call(name, arguments, key, answer instanceof RpcAnswer.Failure failure ? failure : null));
        return answer;
    }

    private RpcAnswer carryOut(
            Methods.Method method, TlObject arguments, Session session, AuthKey key, UnaryOperator<TlObject> change) {
        Caller caller = new Caller(session, key, world.findUser(key.userId()));
        try {
            if (!methods.isOpen(arguments.name())) {
                caller.user();
            }
            Object right = method.answer(arguments, caller);
            Object result = right instanceof TlObject object ? change.apply(object) : right;
            return new RpcAnswer.Result(result instanceof Body body ? body : Body.of(TlWriter.bytes(result)));
        } catch (RpcException e) {
            return new RpcAnswer.Failure(e.code(), e.error());
        } catch (RuntimeException e) {
            calls.recordProblem(e);
            return new RpcAnswer.Failure(400, "SERVER_BUG");
        }
    }

    private static RpcAnswer shorten(RpcAnswer answer, int bytes) {
        return answer instanceof RpcAnswer.Result result && result.body() instanceof FilePart part
                ? new RpcAnswer.Result(part.shortenedTo(bytes))
                : answer;
    }

    private static TlReader unwrap(TlReader wrapped) {
        TlReader query = wrapped;
        while (true) {
            if (Packed.isNext(query)) {
                query = Packed.unpack(query);
            } else if (WRAPPERS.contains(Schema.SERVER.methodName(query.peekInt()))) {
                TlObject wrapper = query.readCall();
                if (wrapper.is("invokeWithLayer") && wrapper.intAt("layer") != LAYER) {
                    throw new IllegalArgumentException("The client speaks layer " + wrapper.intAt("layer"));
                }
            } else {
                return query;
            }
        }
    }

    private static Call call(String name, TlObject arguments, AuthKey key, RpcAnswer.@Nullable Failure failure) {
        String error = failure == null ? null : failure.code() + " " + failure.message();
        return new Call(Instant.now(), name, arguments, key.userId(), key.dataCentre(), error);
    }
}
