package dev.tgarchiver.console.terminal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Signals of the system, where Java passes them on. By reflection, since the compiler warns about the class and there
 * is no alternative.
 */
public final class Signals {

    private Signals() {}

    /**
     * Runs it on a thread of the virtual machine for each such signal; does nothing where the signal does not exist.
     */
    public static void on(String name, Runnable what) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler calls = (proxy, method, arguments) -> switch (method.getName()) {
                case "handle" -> {
                    what.run();
                    yield null;
                }
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> name;
            };
            Object ours = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, calls);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
        } catch (ReflectiveOperationException | IllegalArgumentException | SecurityException e) {
            // This system has no such signal, or the virtual machine reserves it.
        }
    }
}
