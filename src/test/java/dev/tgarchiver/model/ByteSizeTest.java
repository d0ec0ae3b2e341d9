package dev.tgarchiver.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ByteSizeTest {

    @ParameterizedTest
    @CsvSource({"0,0", "500,500", "500B,500", "1k,1000", "1.5GB,1500000000", "10 MiB,10485760", "2Gi,2147483648"})
    void reads_what_people_write(String text, long bytes) {
        assertThat(ByteSize.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "five", "1XB", "1.2.3", "99999999999TB"})
    void refuses_anything_else(String text) {
        assertThatThrownBy(() -> ByteSize.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + text + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "0,0 B",
        "999,999 B",
        "1000,1.0 KB",
        "12345,12.3 KB",
        "999499,999 KB",
        "999500,1.0 MB",
        "4000000000,4.0 GB"
    })
    void writes_what_people_read(long bytes, String text) {
        assertThat(ByteSize.format(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "1,1",
        "999,999",
        "1000,1KB",
        "1024,1KiB",
        "10112000,10112KB",
        "100000000,100MB",
        "1073741824,1GiB",
        "1500000001,1500000001"
    })
    void writes_exact_amounts_that_it_reads(long bytes, String text) {
        assertThat(ByteSize.exact(bytes)).isEqualTo(text);
        assertThat(ByteSize.parse(text)).isEqualTo(bytes);
    }
}
