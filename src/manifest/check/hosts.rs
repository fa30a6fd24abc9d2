//! The hosts by which `page.source` tells mail, search and social sites apart.

/// The hosts of the first four of [`crate::context::SOURCES`], with two spaces between the classes. A host stands for all
/// its subdomains. One that ends with a dot stands for itself under every country domain, without subdomains, because
/// `accounts.google.com` is no search. Apps for Android write their names the other way round.
pub const CLASSES: &str = "mail.google.com com.google.android.gm outlook.com outlook.live.com outlook.office.com \
outlook.office365.com mail.yahoo.com mail.yahoo.co.jp mail.aol.com mail.proton.me mail.protonmail.com mail.zoho.com \
mail.zoho.eu icloud.com app.fastmail.com app.hey.com app.tuta.com mail.com deref-mail.com gmx.net gmx.com \
deref-gmx.net deref-web.de email.t-online.de e.mail.ru mail.yandex. mail.163.com mail.qq.com mail.naver.com \
mail.orange.fr webmail.laposte.net webmail.free.fr mail.libero.it email.seznam.cz poczta.onet.pl poczta.wp.pl  \
google. www.google. images.google. com.google.android.googlequicksearchbox bing.com duckduckgo.com \
search.yahoo.com search.yahoo.co.jp yandex. www.yandex. ya.ru baidu.com ecosia.org qwant.com startpage.com \
search.brave.com kagi.com mojeek.com metager.de metager.org swisscows.com presearch.com search.aol.com ask.com \
dogpile.com so.com sogou.com sm.cn petalsearch.com search.naver.com search.daum.net search.seznam.cz \
search.lilo.org coccoc.com go.mail.ru nova.rambler.ru  \
facebook.com fb.com fb.me messenger.com instagram.com threads.net threads.com whatsapp.com wa.me twitter.com x.com \
t.co linkedin.com lnkd.in com.linkedin.android reddit.com redd.it com.reddit.frontpage bsky.app mastodon.social \
mastodon.online mastodon.world mstdn.social mstdn.jp mas.to fosstodon.org hachyderm.io infosec.exchange \
chaos.social social.tchncs.de troet.cafe pixelfed.social lemmy.world lemmy.ml pinterest. www.pinterest. pin.it \
tiktok.com douyin.com youtube.com youtu.be twitch.tv bilibili.com snapchat.com tumblr.com discord.com discord.gg \
telegram.org telegram.me t.me quora.com news.ycombinator.com flipboard.com nextdoor.com xing.com vk.com ok.ru \
weibo.com weibo.cn weixin.qq.com zhihu.com xiaohongshu.com line.me b.hatena.ne.jp  \
chatgpt.com chat.openai.com com.openai.chatgpt perplexity.ai ai.perplexity.app.android gemini.google.com bard.google.com \
com.google.android.apps.bard copilot.microsoft.com copilot.cloud.microsoft com.microsoft.copilot claude.ai \
com.anthropic.claude chat.mistral.ai chat.deepseek.com com.deepseek.chat grok.com ai.x.grok meta.ai poe.com kimi.com \
chat.qwen.ai phind.com duck.ai pi.ai";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::SOURCES;
    use crate::prelude::*;

    #[test]
    fn every_host_stands_in_one_class_and_is_written_as_a_browser_writes_it() {
        let hosts: Vec<&str> = CLASSES.split_whitespace().collect();
        for (place, host) in hosts.iter().enumerate() {
            let letters = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte);
            assert!(host.contains('.') && host.bytes().all(letters), "“{host}”");
            assert!(!hosts[..place].contains(host), "“{host}” stands there twice");
        }
    }

    #[test]
    fn there_is_a_class_for_each_source_that_a_referrer_can_tell() {
        assert_eq!(CLASSES.split("  ").count(), 4);
        assert_eq!(SOURCES[..4], ["mail", "search", "social", "assistant"]);
    }
}
