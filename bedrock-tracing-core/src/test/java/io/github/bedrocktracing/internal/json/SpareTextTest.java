/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Memory that texts are written in one after the other shows none of them to another. */
@Isolated
class SpareTextTest {
  private static final String WIDE = "\u4f60\ud83d\ude00";

  @RepeatedTest(20)
  void anyTextBehindAnyOther_isItself() {
    Random random = new Random(13);
    for (int round = 0; round < 500; round++) {
      String text = text(random);

      assertThat(JsonText.write(text)).isEqualTo('"' + text + '"');
      assertThat(JsonText.write(undecoded(text))).isEqualTo('"' + text + '"');
    }
  }

  @Test
  void shorterText_inTheSameMemory_showsNothingOfALongerOne() {
    SpareText used = emptied();
    used.text().append("secret".repeat(100));
    used.finish();

    SpareText again = requireNonNull(SpareText.take());
    assertThat(again).isSameAs(used);
    assertThat(again.text()).isEmpty();
    again.text().append("short");
    assertThat(again.finish()).isEqualTo("short");
  }

  @Test
  void wayFromTheBytes_holdsNothingBetweenTwoTexts() {
    JsonText.write(undecoded("secret".repeat(1_000)));

    SpareText spare = requireNonNull(SpareText.take());
    assertThat(spare.piece()).containsOnly('\0');
    spare.finish();
  }

  /** Returns memory of its own that no place is taken from by any other. */
  private static SpareText emptied() {
    SpareText spare = SpareText.take();
    while (spare != null) {
      spare = SpareText.take();
    }
    return new SpareText(0);
  }

  private static CharSequence undecoded(String text) {
    byte[] body = ("{\"a\":\"" + text + "\"}").getBytes(UTF_8);
    return requireNonNull(JsonBytes.of(body).object().lazyText("a"));
  }

  private static String text(Random random) {
    int length = random.nextInt(random.nextBoolean() ? 20 : 3_000);
    String plain = Character.toString('a' + random.nextInt(26)).repeat(length);
    return random.nextInt(3) == 0 ? plain + WIDE : plain;
  }
}
