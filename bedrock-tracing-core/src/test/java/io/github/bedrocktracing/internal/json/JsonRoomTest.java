/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonRoomTest {
  @Test
  void objectsInOneRoom_areAsThoseReadAlone_damagedOnesAmongThem() {
    Random random = new Random(9);
    JsonRoom room = new JsonRoom();
    for (int i = 0; i < 20_000; i++) {
      byte[] json = RandomJson.document(random).getBytes(UTF_8);
      JsonBytes bytes = JsonBytes.of(i % 3 == 0 ? RandomJson.damaged(json, random) : json);

      assertThat(bytes.objectIn(room).fields()).isEqualTo(bytes.object().fields());
    }
  }

  @Test
  void table_isKeptAsLongAsItIsNotLarge() {
    JsonRoom room = new JsonRoom();

    int[] first = room.table();
    assertThat(object("{\"a\":1}", room).integer("a", 0)).isOne();
    assertThat(room.table()).isSameAs(first);

    assertThat(object("{\"l\":[" + "\"\",".repeat(500) + "1]}", room).count("l")).isEqualTo(501);
    int[] grown = room.table();
    assertThat(grown).isNotSameAs(first);

    assertThat(object("{\"l\":[" + "\"\",".repeat(50_000) + "1]}", room).count("l"))
        .isEqualTo(50_001);
    assertThat(room.table()).isSameAs(grown);
  }

  @Test
  void knownText_isGivenAgain_whereItIsWrittenAsItIs() {
    String known = new String("näme".toCharArray());
    String plain = new String("name".toCharArray());
    JsonObject object =
        object("{\"plain\":\"name\",\"escaped\":\"n\\u0061me\",\"umlaut\":\"näme\",\"n\":1}", null);

    assertThat(object.textLike(plain, "plain")).isSameAs(plain);
    assertThat(object.textLike("other", "plain")).isEqualTo("name");
    assertThat(object.textLike(null, "plain")).isEqualTo("name");
    assertThat(object.textLike(plain, "escaped")).isEqualTo("name");
    assertThat(object.textLike(known, "umlaut")).isEqualTo("näme");
    assertThat(object.textLike(plain, "n")).isNull();
    assertThat(object.textLike(plain, "absent")).isNull();
  }

  @Test
  void firstNameAndObjects_areTheSameOfBytesAndOfMaps() {
    JsonObject object =
        object("{\"none\":null,\"__type\":\"x\",\"a\":{\"b\":1},\"c\":[{}],\"d\":{}}", null);

    for (JsonObject each : new JsonObject[] {object, object.copy()}) {
      assertThat(each.firstName("__type")).isEqualTo("a");
      assertThat(each.firstName("other")).isEqualTo("__type");
      assertThat(each.objects()).hasSize(2);
      assertThat(each.objects().get(0).integer("b", 0)).isOne();
      assertThat(JsonObject.empty().firstName("a")).isNull();
    }
  }

  @Test
  void ofFieldsOfOneName_theFirstNameIsOneWhoseLastIsThere() {
    JsonObject object = object("{\"k\":{\"b\":1},\"k\":null,\"m\":{}}", null);

    for (JsonObject each : new JsonObject[] {object, object.copy()}) {
      assertThat(each.firstName("__type")).isEqualTo("m");
    }
  }

  private static JsonObject object(String json, JsonRoom room) {
    JsonBytes bytes = JsonBytes.of(json.getBytes(UTF_8));
    return room == null ? bytes.object() : bytes.objectIn(room);
  }
}
