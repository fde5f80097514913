/** Sites that people come from, by the end of their host, with the name that people know them by. */
const NAMES: Record<string, string> = {
  'bing.com': 'Bing',
  'search.brave.com': 'Brave',
  'baidu.com': 'Baidu',
  'duckduckgo.com': 'DuckDuckGo',
  'ecosia.org': 'Ecosia',
  'kagi.com': 'Kagi',
  'qwant.com': 'Qwant',
  'startpage.com': 'Startpage',
  'naver.com': 'Naver',
  'chatgpt.com': 'ChatGPT',
  'chat.openai.com': 'ChatGPT',
  'claude.ai': 'Claude',
  'gemini.google.com': 'Gemini',
  'copilot.microsoft.com': 'Copilot',
  'perplexity.ai': 'Perplexity',
  'facebook.com': 'Facebook',
  'fb.me': 'Facebook',
  'instagram.com': 'Instagram',
  'threads.net': 'Threads',
  'whatsapp.com': 'WhatsApp',
  'twitter.com': 'Twitter',
  'x.com': 'Twitter',
  't.co': 'Twitter',
  'bsky.app': 'Bluesky',
  'linkedin.com': 'LinkedIn',
  'lnkd.in': 'LinkedIn',
  'com.linkedin.android': 'LinkedIn',
  'reddit.com': 'Reddit',
  'redd.it': 'Reddit',
  'pinterest.com': 'Pinterest',
  'tiktok.com': 'TikTok',
  'youtube.com': 'YouTube',
  'youtu.be': 'YouTube',
  't.me': 'Telegram',
  'org.telegram.messenger': 'Telegram',
  'discord.com': 'Discord',
  'slack.com': 'Slack',
  'com.slack': 'Slack',
  'teams.microsoft.com': 'Microsoft Teams',
  'mail.google.com': 'Gmail',
  'com.google.android.gm': 'Gmail',
  'outlook.live.com': 'Outlook',
  'outlook.office.com': 'Outlook',
  'news.ycombinator.com': 'Hacker News',
  'lobste.rs': 'Lobsters',
  'github.com': 'GitHub',
  'gitlab.com': 'GitLab',
  'stackoverflow.com': 'Stack Overflow',
  'medium.com': 'Medium',
  'dev.to': 'DEV',
  'quora.com': 'Quora',
  'wikipedia.org': 'Wikipedia',
};

/** Search engines with a site for each country. */
const NATIONAL: Array<[RegExp, string]> = [
  [/^([\w-]+\.)*google\.[a-z]{2,3}(\.[a-z]{2})?$/u, 'Google'],
  [/^([\w-]+\.)*yahoo\.[a-z]{2,3}(\.[a-z]{2})?$/u, 'Yahoo!'],
  [/^([\w-]+\.)*yandex\.[a-z]{2,3}(\.[a-z]{2})?$/u, 'Yandex'],
];

/** The known name of a host, such as `Google` for `www.google.de`. */
export function knownSource(host: string): string | undefined {
  const labels = host.split('.');
  const named = labels.map((_, i) => NAMES[labels.slice(i).join('.')]).find(Boolean);
  return named ?? NATIONAL.find(([pattern]) => pattern.test(host))?.[1];
}
