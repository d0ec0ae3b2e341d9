package dev.tgarchiver.localtelegram.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class's methods a running {@link dev.tgarchiver.localtelegram.TelegramServer}, as a parameter:
 *
 * <pre>{@code
 * @LocalTelegram
 * class SomeIT {
 *     @Test
 *     void a_user_logs_in(TelegramServer telegram) { ... }
 * }
 * }</pre>
 *
 * <p>Each test has a server of its own, with an empty world, which is closed after the test. When a {@code @BeforeAll} method
 * asks for it, all tests of the class share one, which is closed after the last test.
 *
 * <p>A test fails when the server had a bug ({@code calls().problems()}). When a test fails, the calls that its server answered
 * are kept in {@code target/local-telegram/<class>.<test>.log}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(ServerExtension.class)
public @interface LocalTelegram {}
