/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The page can be read in both themes and in windows of any width. Its pictures stay in the build.
 */
class ReportLooksIT extends ReportBrowserTest {
  private static final Path PICTURES = Path.of("target", "trace-report");

  /** Returns each text whose contrast with what is behind it is below what WCAG 2 asks for (AA). */
  private static final String PALE_TEXTS =
      """
      (() => {
        const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
        const rgb = colour => {
          canvas.clearRect(0, 0, 1, 1);
          canvas.fillStyle = colour;
          canvas.fillRect(0, 0, 1, 1);
          return [...canvas.getImageData(0, 0, 1, 1).data];
        };
        const light = c => [0.2126, 0.7152, 0.0722].reduce((sum, share, i) => {
          const v = c[i] / 255;
          return sum + share * (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        }, 0);
        const behind = node => {
          const colour = rgb(getComputedStyle(node).backgroundColor);
          return colour[3] === 255 || !node.parentElement ? colour : behind(node.parentElement);
        };
        const pale = [];
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let text = texts.nextNode(); text; text = texts.nextNode()) {
          const node = text.parentElement;
          if (!text.data.trim() || node.matches('script, noscript') || !node.checkVisibility()) {
            continue;
          }
          const [a, b] = [light(rgb(getComputedStyle(node).color)), light(behind(node))].sort((x, y) => y - x);
          const contrast = (a + 0.05) / (b + 0.05);
          if (contrast < 4.5) {
            pale.push(contrast.toFixed(2) + ' ' + node.tagName + '.' + node.className + ': ' + text.data.slice(0, 40));
          }
        }
        return pale;
      })()""";

  @BeforeEach
  void load() {
    load(SampleTraces.all());
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void everyText_hasContrast(String scheme) throws IOException {
    page.prefer(scheme);
    page.click("#waterfall .row:nth-child(6)");
    page.eval("document.querySelectorAll('details').forEach(d => { d.open = true; })");
    page.settle();
    assertThat(page.texts(PALE_TEXTS)).isEmpty();
    page.screenshot(PICTURES.resolve(scheme + ".png"));

    page.click("#errors-only");
    assertThat(page.texts(PALE_TEXTS)).isEmpty();
    page.screenshot(PICTURES.resolve(scheme + "-failure.png"));

    page.click("#show-models");
    assertThat(page.texts(PALE_TEXTS)).isEmpty();
    page.screenshot(PICTURES.resolve(scheme + "-models.png"));
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 700, 1000, 1480, 2200})
  void window_showsNothingBesideIt(int width) throws IOException {
    page.size(width, 920);
    page.settle();

    page.screenshot(PICTURES.resolve("width-" + width + ".png"));
    assertThat(page.eval("document.scrollingElement.scrollWidth").asInt())
        .isEqualTo(page.eval("document.documentElement.clientWidth").asInt());
    assertThat(
            page.eval(
                    "document.getElementById('details').scrollWidth <= document.getElementById('details').clientWidth")
                .asBoolean())
        .isTrue();
    assertThat(
            page.eval("document.querySelector('#waterfall .lane').getBoundingClientRect().width")
                .asDouble())
        .isGreaterThan(80);
  }

  @Test
  void picture_isTaken() throws IOException {
    load(SampleTraces.picture());
    page.size(1440, 800);
    page.click("#waterfall .row:nth-child(6)");

    page.screenshot(PICTURES.resolve("trace-report.png"));
    assertThat(page.textsOf("#trace-count")).containsExactly("5");
  }

  @Test
  void everyControl_hasANameAndCanBeReached() {
    assertThat(
            page.texts(
                "[...document.querySelectorAll('button, input, [tabindex]')].filter(e => e.checkVisibility())"
                    + ".filter(e => !(e.innerText || e.ariaLabel || e.closest('label')?.innerText)).map(e => e.outerHTML)"))
        .isEmpty();
    assertThat(page.count("[tabindex]:not([tabindex=\"0\"]):not([tabindex=\"-1\"])")).isZero();
  }
}
