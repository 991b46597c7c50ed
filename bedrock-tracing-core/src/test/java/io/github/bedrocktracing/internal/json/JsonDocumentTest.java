/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDocumentTest {
  @Test
  void fieldsAreDecodedByNameAndType() {
    JsonObject object =
        object(
            """
            {"text":"a \\"quoted\\" \\u00e9\\ud83d\\ude00","n":12,"d":0.5,"yes":true,"none":null,
             "inner":{"text":"b"},"list":["x",1,{"k":"v"},[2],null],"numbers":[1, 2.5 ,3],"\\u0061":1}""");

    assertThat(object.text("text")).isEqualTo("a \"quoted\" é😀");
    assertThat(object.text("n")).isNull();
    assertThat(object.text("absent")).isNull();
    assertThat(object.integer("n", 0)).isEqualTo(12);
    assertThat(object.integer("text", 7)).isEqualTo(7);
    assertThat(object.number("d")).isEqualTo(0.5);
    assertThat(object.number("text")).isNull();
    assertThat(object.value("yes")).isEqualTo(true);
    assertThat(object.has("none")).isFalse();
    assertThat(object.has("inner")).isTrue();
    assertThat(object.object("inner").text("text")).isEqualTo("b");
    assertThat(object.object("list").isEmpty()).isTrue();
    assertThat(object.objects("list")).hasSize(1);
    assertThat(object.texts("list")).containsExactly("x");
    assertThat(object.texts("inner")).isEmpty();
    assertThat(object.count("list")).isEqualTo(5);
    assertThat(object.count("numbers")).isEqualTo(3);
    assertThat(object.elements("numbers")).isEqualTo(List.of(1, 2.5, 3));
    assertThat(object.value("numbers")).isEqualTo(List.of(1, 2.5, 3));
    assertThat(object.isArray("numbers")).isTrue();
    assertThat(object.isArray("inner")).isFalse();
    assertThat(object.integer("a", 0)).isEqualTo(1);
    assertThat(object.without("list", "numbers", "inner", "text").keySet())
        .containsExactly("n", "d", "yes", "a");
  }

  @Test
  void lastFieldOfANameCounts() {
    JsonObject object = object("{\"a\":1,\"b\":2,\"a\":\"x\",\"b\":null}");

    assertThat(object.text("a")).isEqualTo("x");
    assertThat(object.has("b")).isFalse();
    assertThat(object.without()).isEqualTo(Map.of("a", "x"));
    assertThat(object.fields()).hasSize(2);
  }

  @Test
  void namesBeyondAscii_andInEscapes_areFound() {
    JsonObject object = object("{\"é\":1,\"\\u00fc\":2,\"\\u0061b\":3}");

    assertThat(object.integer("é", 0)).isEqualTo(1);
    assertThat(object.integer("ü", 0)).isEqualTo(2);
    assertThat(object.integer("ab", 0)).isEqualTo(3);
    assertThat(object.has("Ã©")).isFalse();
  }

  @Test
  void unwantedFieldsAreLeftOutAtAnyDepth() {
    JsonObject object =
        JsonBytes.of(
                "{\"x\":{\"a\":1,\"no\":[{\"b\":2}]},\"no\":1,\"l\":[{\"no\":1}]}".getBytes(UTF_8))
            .object("no");

    assertThat(object.fields()).isEqualTo(Map.of("x", Map.of("a", 1), "l", List.of(Map.of())));
  }

  @Test
  void contentOfAStringIsReadInPlaceUnlessItIsEscaped() {
    JsonObject object =
        object("{\"plain\":\"[1]\",\"json\":\"{\\\"a\\\":\\\"\\ud800\\\"}\",\"n\":1}");

    assertThat(object.content("plain").tree()).isEqualTo(List.of(1));
    assertThat(object.content("json").object().text("a")).isEqualTo("?");
    assertThat(object.content("n").length()).isZero();
  }

  @Test
  void limitsAreJacksons() {
    for (String longest :
        List.of("[".repeat(1000) + "]".repeat(1000), "[" + "9".repeat(1000) + "]")) {
      assertThat(tree(longest)).isNotNull().isEqualTo(JacksonTree.read(longest.getBytes(UTF_8)));
    }
    for (String longer :
        List.of("[".repeat(1001) + "]".repeat(1001), "[" + "9".repeat(1001) + "]")) {
      assertThat(tree(longer)).isNull();
      assertThat(JacksonTree.read(longer.getBytes(UTF_8))).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1",
        "{\"a\":1,}",
        "[1,]",
        "[,1]",
        "{\"a\" 1}",
        "{a:1}",
        "[1}",
        "[01]",
        "[1.]",
        "[.5]",
        "[+1]",
        "[-]",
        "[1e]",
        "[nul]",
        "[truex]",
        "[\"\\x\"]",
        "[\"\\u12g4\"]",
        "[\"\\ud83d\\u12\"]",
        "\"",
        "\"\\",
        "\"\\\""
      })
  void damage_givesNothing(String json) {
    assertThat(JacksonTree.read(json.getBytes(UTF_8))).isNull();
    assertThat(tree(json)).isNull();
  }

  /** What is not told from sound text: it stands where nobody may be looking. */
  @Test
  void bytesThatAreNoUtf8_andControlCharacters_areNoDamage() {
    assertThat(JsonBytes.of("[\"a\nb\"]".getBytes(UTF_8)).tree()).isEqualTo(List.of("a\nb"));
    assertThat(JsonBytes.of("[\"\u00e9\"]".getBytes(ISO_8859_1)).tree())
        .isEqualTo(List.of("\ufffd"));
  }

  @Test
  void randomDocuments_haveTheValuesThatJacksonReads() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] json = RandomJson.document(random).getBytes(UTF_8);
      assertSame(json);
    }
  }

  @Test
  void damagedDocuments_areDamagedToJacksonToo() {
    Random random = new Random(8);
    for (int i = 0; i < 60_000; i++) {
      byte[] json = RandomJson.document(random).getBytes(UTF_8);
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        json = RandomJson.damaged(json, random);
      }
      assertSame(json);
    }
  }

  /** Whatever a table is made of, it takes no more than six bytes for one of the body. */
  @Test
  void hostileBodies_makeNoLargeTable() throws DamagedJsonException {
    int half = 100_000;
    for (String body :
        Stream.of(
                "[" + "1,".repeat(half) + "\"\"]",
                "[" + ("[".repeat(900) + "]".repeat(900) + ",").repeat(100) + "1]",
                "[" + "[],".repeat(half) + "1]",
                "{" + "\"\":1,".repeat(half) + "\"\":1}")
            .toList()) {
      byte[] bytes = body.getBytes(UTF_8);
      int ints = JsonReader.read(bytes, 0, bytes.length, null).tableLength();
      assertThat(4L * ints).isLessThanOrEqualTo(6L * bytes.length + 1024);
    }
  }

  private static void assertSame(byte[] json) {
    Object jackson = JacksonTree.read(json);
    Object tree = JsonBytes.of(json).tree();
    String as = new String(json, UTF_8);
    if (tree instanceof Number || tree instanceof Boolean) {
      // Of a whole value that is neither object nor array Jackson asks what follows it.
      return;
    }
    if (!JacksonTree.isOfOtherEncoding(json)) {
      assertThat(tree).as(as).isEqualTo(jackson);
    }
    if (tree instanceof Map<?, ?> map) {
      JsonObject object = JsonBytes.of(json).object();
      JsonObject made = JsonObject.of(map);
      assertThat(object.fields()).as(as).isEqualTo(map);
      assertThat(object.without("a")).as(as).isEqualTo(made.without("a"));
      assertThat(object.lazyWithout("a").keySet()).isEqualTo(made.lazyWithout("a").keySet());
      for (Object key : map.keySet()) {
        assertSameField(object, made, String.valueOf(key), as);
      }
    }
  }

  private static void assertSameField(JsonObject object, JsonObject made, String name, String as) {
    assertThat(object.value(name)).as(as).isEqualTo(made.value(name));
    assertThat(object.text(name)).as(as).isEqualTo(made.text(name));
    assertThat(object.number(name)).as(as).isEqualTo(made.number(name));
    assertThat(object.texts(name)).as(as).isEqualTo(made.texts(name));
    assertThat(object.has(name)).as(as).isEqualTo(made.has(name));
    assertThat(object.count(name)).as(as).isEqualTo(made.count(name));
    assertThat(object.isArray(name)).as(as).isEqualTo(made.isArray(name));
    assertThat(object.elements(name)).as(as).hasSameSizeAs(made.elements(name));
    assertThat(object.object(name).fields()).as(as).isEqualTo(made.object(name).fields());
    assertThat(object.objects(name).stream().map(JsonObject::fields).toList())
        .as(as)
        .isEqualTo(made.objects(name).stream().map(JsonObject::fields).toList());
    assertThat(object.content(name).tree()).as(as).isEqualTo(made.content(name).tree());
  }

  private static JsonObject object(String json) {
    byte[] bytes = ("  " + json + " ").getBytes(UTF_8);
    byte[] within = Arrays.copyOf(bytes, bytes.length + 3);
    return JsonBytes.of(within, 1, bytes.length - 1).object();
  }

  private static Object tree(String json) {
    return JsonBytes.of(json.getBytes(UTF_8)).tree();
  }
}
