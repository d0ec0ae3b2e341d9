package dev.tgarchiver.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How texts become tokens. */
final class TokensTest {

    private static String tokens(String text) {
        return Tokens.of(text).stream().map(Token::text).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Hello, World 42!          | hello world 42
            Café CAFÉ Cafe\u0301      | cafe cafe cafe
            Straße ẞ                  | strasse ss
            ＦＵＬＬ　ｗｉｄｔｈ        | full width
            ﬁne 𝐁𝐨𝐥𝐝                  | fine bold
            ёлка Йод и\u0306од        | елка йод йод
            Київ Ўсё                  | київ ўсе
            Łódź Ærø İstanbul ılık    | lodz aero istanbul ilik
            Οδυσσεύς ΟΔΥΣΣΕΎΣ         | οδυσσευσ οδυσσευσ
            أحمد إلى آخر مدرسة كِتَابُ مـــد | احمد الي اخر مدرسه كتاب مد
            کتاب فارسی ۱۲۳            | كتاب فارسي 123
            שָׁלוֹם                    | שלום
            हिन्दी फ़िल्म              | हिन्दी फिल्म
            東京都                    | 東京 京都 都
            東                        | 東
            gen部署gen                | gen 部署 署 gen
            パーティー ﾊﾟｰﾃｨｰ          | パー ーテ ティ ィー ー パー ーテ ティ ィー ー
            한국어                    | 한국 국어 어
            don't foo_bar a-b         | don t foo bar a b
            x👍🏽y ❤️                  | x 👍 y ❤
            so\u00adft zero\u200bwidth | soft zerowidth
            """)
    void tokens_are_what_is_searched_for(String text, String tokens) {
        assertThat(tokens(text)).isEqualTo(tokens);
    }

    @Test
    void decomposed_hangul_and_letters_of_their_own_are_as_composed_ones() {
        assertThat(tokens("\u1112\u1161\u11ab\u1100\u116e\u11a8")).isEqualTo(tokens("한국"));
        assertThat(tokens("か\u3099")).isEqualTo("が");
    }

    @Test
    void a_token_knows_its_place_in_the_text() {
        String text = "  Cafe\u0301 東京都 ﬁn";
        assertThat(Tokens.of(text).stream().map(token -> text.substring(token.start(), token.end())))
                .containsExactly("Cafe\u0301", "東京", "京都", "都", "ﬁn");
    }

    @Test
    void lone_surrogates_controls_and_private_characters_divide_words() {
        assertThat(tokens("a\ud800b\u0000c\ue000d\udfff")).isEqualTo("a b c d");
    }

    @Test
    void the_rest_of_an_endless_word_does_not_count() {
        assertThat(tokens("x".repeat(5_000))).isEqualTo("x".repeat(Tokens.LONGEST));
        StringBuilder line = new StringBuilder();
        Tokens.append("Ab cd", line);
        assertThat(line).hasToString("ab cd ");
    }

    @Test
    void hashtags_are_tokens_that_no_word_is() {
        assertThat(Hashtags.in("#News, x#no #_a1 ＃東京 # #Café"))
                .containsExactly(
                        Hashtags.token("news"), Hashtags.token("_A1"), Hashtags.token("東京"), Hashtags.token("cafe"));
        assertThat(Hashtags.in("nothing")).isEmpty();
        assertThat(tokens(Hashtags.token("news"))).isEqualTo("news");
    }

    @Test
    void places_are_those_of_the_words_without_overlaps() throws QuerySyntaxError {
        Places places = new Places(QueryParser.parse("новостями OR \"東京\" OR #tag -excluded"));
        String text = "Новости 東京都 #Tag excluded";
        assertThat(places.in(text, false).stream().map(place -> text.substring(place.start(), place.end())))
                .isEqualTo(List.of("Новости", "東京", "Tag"));
        assertThat(new Places(QueryParser.parse("filename:report")).in("report", false))
                .isEmpty();
    }
}
