/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values become the text that Jackson makes of them. */
class JsonTextTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void everyCharacter_isWrittenAsJacksonWritesIt() throws Exception {
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      if (!Character.isSurrogate((char) c)) {
        String text = "a" + (char) c + "b" + (char) c;
        assertThat(JsonText.write(text)).isEqualTo(JACKSON.writeValueAsString(text));
      }
    }
  }

  @Test
  void anyText_isWrittenAsJacksonWritesIt() throws Exception {
    Random random = new Random(7);
    String odd = "\"\\\n\r\t\b\f\0\u001f\u007f\u00e9\u4f60ab ";
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append(odd.charAt(random.nextInt(odd.length())));
        text.append(random.nextInt(4) == 0 ? "\ud83d\ude00" : "w".repeat(random.nextInt(40)));
      }
      Object value = Map.of(text.toString(), List.of(text.toString()));
      assertThat(JsonText.write(value)).isEqualTo(JACKSON.writeValueAsString(value));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud83d", "a\ud83d", "\ude00a", "\ud83d\ud83d", "\ude00\ud83d"})
  void halvesOfCharacters_areReplaced(String halves) {
    String mended = halves.replace('\ud83d', '\ufffd').replace('\ude00', '\ufffd');

    assertThat(JsonText.write(halves)).isEqualTo('"' + mended + '"');
    assertThat(JsonText.write(Map.of(halves, 1))).isEqualTo("{\"" + mended + "\":1}");
  }

  @Test
  void halfBesideAWholeCharacter_isReplacedAlone() {
    assertThat(JsonText.write("\ud83d\ud83d\ude00\ude00"))
        .isEqualTo("\"\ufffd\ud83d\ude00\ufffd\"");
  }

  @Test
  void values_ofEveryKind() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("empty", Map.of());
    object.put("none", List.of());
    object.put("null", null);
    object.put("numbers", Arrays.asList(1, -2L, (short) 3, 1.5, 2.5f, -0.0, 1e300));
    object.put("large", List.of(new BigInteger("12345678901234567890"), new BigDecimal("1E+20")));
    object.put("odd", List.of(Double.NaN, Float.NEGATIVE_INFINITY));
    object.put("flags", Arrays.asList(true, false, null));
    object.put("other", URI.create("s3://a/b"));
    JsonWritable itself =
        out -> {
          out.beginObject();
          out.field("a", 1);
          out.field("b", null);
          out.name("c");
          out.value(List.of("x", Map.of("y", "z")));
          out.endObject();
        };
    object.put("itself", List.of(itself, itself));

    assertThat(JsonText.write(object))
        .isEqualTo(
            """
            {"empty":{},"none":[],"null":null,"numbers":[1,-2,3,1.5,2.5,-0.0,1.0E300],\
            "large":[12345678901234567890,1E+20],"odd":["NaN","-Infinity"],\
            "flags":[true,false,null],"other":"s3://a/b",\
            "itself":[{"a":1,"c":["x",{"y":"z"}]},{"a":1,"c":["x",{"y":"z"}]}]}""");
    assertThat(JsonTreeBuilder.of(itself))
        .isEqualTo(Map.of("a", 1, "c", List.of("x", Map.of("y", "z"))));
  }

  @Test
  void valueWithoutEnd_isRefused_andHarmsNoLaterText() {
    List<Object> endless = new ArrayList<>();
    endless.add(endless);
    JsonText.write(List.of());

    // The first finds memory to write in, which it loses; the later ones find none.
    for (int i = 0; i < 6; i++) {
      assertThatThrownBy(() -> JsonText.write(endless)).isInstanceOf(IllegalStateException.class);
    }
    assertThat(JsonText.write(List.of("next"))).isEqualTo("[\"next\"]");
  }

  @Test
  void textsWithinOneAnother_doNotMix() {
    JsonWritable outer =
        out -> {
          out.beginArray();
          out.scalar("before");
          out.scalar(JsonText.write(Map.of("inner", "text")));
          out.scalar("behind");
          out.endArray();
        };

    assertThat(JsonText.write(outer))
        .isEqualTo("[\"before\",\"{\\\"inner\\\":\\\"text\\\"}\",\"behind\"]");
  }

  @Test
  void textBehindALongerOne_holdsNothingOfIt() {
    JsonText.write("x".repeat(5_000) + "\u4f60");

    assertThat(JsonText.write("short")).isEqualTo("\"short\"");
  }

  @Test
  void longText_takesItselfAlone_onceThereIsMemoryToWriteIn() {
    List<String> texts = List.of("w".repeat(50_000), "line\n".repeat(10_000));
    JsonText.write(texts);

    long least = Long.MAX_VALUE;
    String written = "";
    for (int i = 0; i < 20; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      written = JsonText.write(texts);
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }

    assertThat(least).isBetween((long) written.length(), written.length() + 2_000L);
  }

  @Test
  void textLongerThanAnyMemoryThatIsKept_isWrittenAllTheSame() {
    String text = "w".repeat(2 * SpareText.MAX_KEPT_LENGTH);

    assertThat(JsonText.write(text)).isEqualTo('"' + text + '"');
    assertThat(JsonText.write(List.of(text))).isEqualTo("[\"" + text + "\"]");
  }
}
