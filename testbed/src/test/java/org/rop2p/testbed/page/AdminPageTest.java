package org.rop2p.testbed.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rop2p.testbed.stage.Backstage;

/** The coordinator's page for its admin, in a real browser. */
class AdminPageTest extends WithBrowser {
  @Test
  void theAdminSignsInSwitchesP2pOffAndOnAndFindsBothOnRecord() throws Exception {
    Tab tab = browser.tab();
    tab.open(backstage.adminPage().toString());
    tab.awaits("document.activeElement.id === 'token'");
    tab.type("#token", "not the token, but as long as one");
    tab.press("Enter");
    tab.awaitsText("#token-problem", "token");
    assertTrue(tab.value("document.getElementById('board').hidden").asBoolean());
    tab.type("#token", Backstage.ADMIN_TOKEN);
    tab.press("Enter");
    tab.awaitsText("#p2p-state", "P2P is on");
    String asked = tab.text("#updated");
    tab.awaits("document.getElementById('updated').innerText !== " + Tab.quoted(asked));

    tab.click("#switch-p2p");
    tab.awaits("document.activeElement.id === 'confirm-input'");
    tab.type("#confirm-input", "An event with <b>hidden</b> staff.");
    tab.click("#confirm-yes");
    tab.awaitsText("#off-banner", "An event with <b>hidden</b> staff.");
    tab.awaitsText("#p2p-state", "P2P is off");
    tab.click("#switch-p2p");
    tab.click("#confirm-yes");
    tab.awaitsText("#p2p-state", "P2P is on");
    tab.awaits("document.querySelectorAll('#audit-table tbody tr').length >= 2");

    tab.size(340, 800);
    assertEquals(340, tab.value("document.documentElement.scrollWidth").asInt());
    // The refused token is a line in the console; nothing else may be.
    assertEquals(
        List.of(), tab.complaints().stream().filter(each -> !each.contains("401")).toList());
  }
}
