package dev.tgarchiver.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What queries mean, and what is said of those that mean nothing. */
final class QueryParserTest {

    private static final String[] PIECES = {
        "\"",
        "(",
        ")",
        "-",
        "*",
        ":",
        " ",
        "OR",
        "AND",
        "NOT",
        "NEAR(",
        "from:",
        "in:",
        "tag:",
        "#",
        "^",
        "{",
        "}",
        "+",
        "word",
        "東京",
        "слово",
        "كتاب",
        "\ud800",
        "\u0000",
        "'",
        ";--",
        "👍",
        "\u3000",
        "«",
        "”",
        "filename:",
        "a",
        "\\"
    };

    private static String written(Query query) {
        if (query instanceof Query.All all) {
            return all.parts().stream().map(QueryParserTest::written).collect(Collectors.joining(" & ", "(", ")"));
        } else if (query instanceof Query.Any any) {
            return any.parts().stream().map(QueryParserTest::written).collect(Collectors.joining(" | ", "(", ")"));
        } else if (query instanceof Query.Not not) {
            return "!" + written(not.part());
        } else if (query instanceof Query.Words words) {
            String forms = words.forms().stream()
                    .map(form -> String.join("+", form.tokens()) + (form.prefix() ? "*" : ""))
                    .collect(Collectors.joining("/"));
            return words.scope() == Query.Scope.FILE_NAMES ? "file:" + forms : forms;
        } else if (query instanceof Query.Hashtag hashtag) {
            return "#" + hashtag.tag();
        } else if (query instanceof Query.Filter filter) {
            return filter.field().word() + "=" + filter.value();
        }
        throw new IllegalStateException(query.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            one two                    ~ (one* & two*)
            one AND two OR three       ~ ((one* & two*) | thre*)
            one (two OR three)         ~ (one* & (two* | thre*))
            -one two                   ~ (!one* & two*)
            NOT (one two)              ~ !(one* & two*)
            "one two"                  ~ one+two
            “one two”                  ~ one+two
            "one tw"*                  ~ one+tw*
            wor*                       ~ wor*
            ab 2024                    ~ (ab & 2024)
            foo-bar                    ~ foo+bar*
            новостями                  ~ новост*
            архив                      ~ архив*
            stories                    ~ stori*/story*
            東京                       ~ 東京
            東                         ~ 東*
            東京都 gen                 ~ (東京+京都 & gen*)
            "東京 tower"               ~ 東京+京+tower
            #news tag:Some_Tag         ~ (#news & #Some_Tag)
            filename:report            ~ file:report*
            from:"Jane Doe" in:@x      ~ (from=Jane Doe & in=@x)
            since:2024 until:7d        ~ (after=2024 & before=7d)
            FROM:x                     ~ from=x
            12:30                      ~ 12+30
            or and not                 ~ (or & and* & not*)
            """)
    void a_query_means(String query, String meaning) throws QuerySyntaxError {
        assertThat(written(QueryParser.parse(query))).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            ``                ~ The query is empty. Write at least one word.
            "one              ~ The quotation mark at character 1 is not closed. Close it, or remove it.
            one (two          ~ The parenthesis at character 5 is not closed. Close it, or remove it.
            one )             ~ The closing parenthesis at character 5 has no opening one.
            one OR            ~ OR at character 5 has nothing after it. Add a word there
            OR one            ~ OR at character 1 has nothing before it. Add a word there
            one AND OR two    ~ OR at character 9 has nothing to connect: it follows AND.
            ()                ~ The parentheses at character 1 are empty.
            one ...           ~ "..." at character 5 has no letter, digit or symbol to search for.
            from: x           ~ from: at character 1 has no value.
            tag:a-b           ~ "a-b" at character 1 is not a hashtag.
            👍 "x             ~ The quotation mark at character 3 is not closed.
            """)
    void a_mistake_is_a_sentence_with_its_place(String query, String beginning) {
        assertThatThrownBy(() -> QueryParser.parse(query))
                .isInstanceOf(QuerySyntaxError.class)
                .hasMessageStartingWith(beginning);
    }

    @Test
    void too_many_parts_are_refused() {
        assertThatThrownBy(() -> QueryParser.parse("word ".repeat(300))).isInstanceOf(QuerySyntaxError.class);
        assertThatThrownBy(() -> QueryParser.parse("(".repeat(9_000))).isInstanceOf(QuerySyntaxError.class);
        assertThatThrownBy(() -> QueryParser.parse("-".repeat(9_000) + "a")).isInstanceOf(QuerySyntaxError.class);
    }

    @Test
    void nothing_but_the_syntax_error_is_thrown() {
        Random random = new Random(18);
        int understood = 0;
        for (int i = 0; i < 100_000; i++) {
            StringBuilder query = new StringBuilder();
            for (int piece = random.nextInt(8); piece >= 0; piece--) {
                query.append(PIECES[random.nextInt(PIECES.length)]);
            }
            try {
                assertThat(written(QueryParser.parse(query.toString()))).isNotEmpty();
                understood++;
            } catch (QuerySyntaxError e) {
                assertThat(e.getMessage()).endsWith(".");
            }
        }
        assertThat(understood).isBetween(10_000, 90_000);
    }
}
