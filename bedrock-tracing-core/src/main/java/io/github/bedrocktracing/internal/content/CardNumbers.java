/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.content;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds payment card numbers among digits, also where other numbers stand right before or behind
 * them: a date of expiry, a check code, the number of an order.
 */
final class CardNumbers {
  private static final String WORD = "[card]";
  private static final int MIN_DIGITS = 13;
  private static final int MAX_DIGITS = 19;

  /** Cards are printed in groups of four to six; the last one may be shorter. */
  private static final int MIN_GROUP = 3;

  /** Groups of digits with a few spaces, hyphens or dashes between two. */
  private static final Pattern RUN =
      Pattern.compile("[0-9](?:[ \\t\\u00a0\\u202f\\u2010-\\u2013-]{0,3}[0-9]){12,}+");

  private static final Pattern GROUP = Pattern.compile("[0-9]++");

  /** Points stand in many other numbers, so that only the usual groups count. */
  private static final Pattern POINTED =
      Pattern.compile("(?<![0-9.])[0-9]{4}(?:\\.[0-9]{4}){3}(?![0-9.]?[0-9])");

  private CardNumbers() {}

  /** Returns a text with a word in place of each card number. */
  static String redact(String text) {
    String redacted = RUN.matcher(text).replaceAll(CardNumbers::withoutCards);
    return POINTED
        .matcher(redacted)
        .replaceAll(match -> isCard(match.group().replace(".", "")) ? WORD : "$0");
  }

  private static String withoutCards(MatchResult match) {
    String run = match.group();
    List<int[]> groups = new ArrayList<>();
    Matcher matcher = GROUP.matcher(run);
    while (matcher.find()) {
      groups.add(new int[] {matcher.start(), matcher.end()});
    }
    StringBuilder kept = new StringBuilder();
    int copied = 0;
    int fresh = 0;
    int at = 0;
    while (at < groups.size()) {
      int longest = longest(groups, at);
      int last = at == fresh && longest >= 0 && isCard(run, groups, at, longest) ? longest : -1;
      if (last < 0) {
        last = cardOfUsualGroups(run, groups, at, longest);
        // As numbers in a row have a right check digit one time in ten, groups of any size are
        // tried once only.
        fresh = at == fresh ? Math.max(at, longest) + 1 : fresh;
      }
      if (last >= 0) {
        kept.append(run, copied, groups.get(at)[0]).append(WORD);
        copied = groups.get(last)[1];
        fresh = last + 1;
      }
      at = Math.max(at, last) + 1;
    }
    return Matcher.quoteReplacement(kept.append(run, copied, run.length()).toString());
  }

  /** Returns the last group of the longest number that begins with a group; -1 for none. */
  private static int longest(List<int[]> groups, int first) {
    int longest = -1;
    int digits = 0;
    for (int i = first; i < groups.size(); i++) {
      digits += length(groups.get(i));
      if (digits > MAX_DIGITS) {
        break;
      }
      longest = digits >= MIN_DIGITS ? i : longest;
    }
    return longest;
  }

  private static int cardOfUsualGroups(String run, List<int[]> groups, int first, int longest) {
    char issuer = run.charAt(groups.get(first)[0]);
    if (issuer < '2' || issuer > '6') {
      return -1;
    }
    for (int last = longest; last >= first; last--) {
      boolean usual =
          groups.subList(first, last + 1).stream().allMatch(group -> length(group) >= MIN_GROUP);
      if (usual && isCard(run, groups, first, last)) {
        return last;
      }
    }
    return -1;
  }

  private static boolean isCard(String run, List<int[]> groups, int first, int last) {
    StringBuilder digits = new StringBuilder();
    for (int[] group : groups.subList(first, last + 1)) {
      digits.append(run, group[0], group[1]);
    }
    return isCard(digits.toString());
  }

  /** Returns whether digits have the check digit of a card number (Luhn, ISO/IEC 7812-1). */
  private static boolean isCard(String digits) {
    if (digits.length() < MIN_DIGITS || digits.length() > MAX_DIGITS) {
      return false;
    }
    int sum = 0;
    boolean twice = false;
    for (int i = digits.length() - 1; i >= 0; i--) {
      int digit = digits.charAt(i) - '0';
      if (twice) {
        digit = digit > 4 ? 2 * digit - 9 : 2 * digit;
      }
      sum += digit;
      twice = !twice;
    }
    return sum % 10 == 0;
  }

  private static int length(int[] group) {
    return group[1] - group[0];
  }
}
