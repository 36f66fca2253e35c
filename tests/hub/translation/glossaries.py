"""The same small glossary in every form that the hub reads."""

DCA = b"""<?xml version="1.0" encoding="UTF-8"?>
<?xml-model href="https://raw.githubusercontent.com/LTAC-Global/TBX-Basic_dialect/master/DCA/TBX-Basic_DCA.sch"?>
<tbx style="dca" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
  <tbxHeader><fileDesc><sourceDesc><p>An example</p></sourceDesc></fileDesc></tbxHeader>
  <text><body>
    <conceptEntry id="c1">
      <descrip type="subjectField">haematology</descrip>
      <descripGrp><descrip type="definition">Time until relapse or death</descrip></descripGrp>
      <langSec xml:lang="en">
        <termSec><term>event-free survival</term><termNote type="partOfSpeech">noun</termNote></termSec>
        <termSec><term>EFS</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec>
      </langSec>
      <langSec xml:lang="es-ES"><termSec>
        <term>supervivencia libre de <hi>eventos</hi></term>
        <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
      </termSec></langSec>
      <langSec xml:lang="ja"><termSec><term>\xe7\x84\xa1</term></termSec></langSec>
    </conceptEntry>
    <conceptEntry id="c2">
      <langSec xml:lang="en"><termSec><term>remission</term></termSec></langSec>
      <langSec xml:lang="de"><termSec><term>Remission</term><note>feminine</note></termSec></langSec>
    </conceptEntry>
  </body></text>
</tbx>
"""

DCT = b"""<?xml version="1.0" encoding="UTF-8"?>
<tbx style="dct" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
     xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
  <tbxHeader><fileDesc><sourceDesc><p>An example</p></sourceDesc></fileDesc></tbxHeader>
  <text><body>
    <conceptEntry id="c1">
      <min:subjectField>haematology</min:subjectField>
      <descripGrp><basic:definition>Time until relapse or death</basic:definition></descripGrp>
      <langSec xml:lang="en">
        <termSec><term>event-free survival</term><min:partOfSpeech>noun</min:partOfSpeech></termSec>
        <termSec><term>EFS</term><min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec>
      </langSec>
      <langSec xml:lang="es"><termSec><term>supervivencia libre de eventos</term></termSec></langSec>
      <langSec xml:lang="ja"><termSec><term>\xe7\x84\xa1</term></termSec></langSec>
    </conceptEntry>
    <conceptEntry id="c2">
      <langSec xml:lang="en"><termSec><term>remission</term></termSec></langSec>
      <langSec xml:lang="de"><termSec><term>Remission</term><note>feminine</note></termSec></langSec>
    </conceptEntry>
  </body></text>
</tbx>
"""

BEFORE_2019 = b"""<?xml version="1.0" encoding="UTF-8"?>
<martif type="TBX-Basic" xml:lang="en">
  <martifHeader><fileDesc><sourceDesc><p>An example</p></sourceDesc></fileDesc></martifHeader>
  <text><body>
    <termEntry id="c1">
      <descripGrp><descrip type="definition">Time until relapse or death</descrip></descripGrp>
      <langSet xml:lang="en">
        <ntig><termGrp><term>event-free survival</term></termGrp></ntig>
        <tig><term>EFS</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></tig>
      </langSet>
      <langSet xml:lang="es"><tig><term>supervivencia libre de eventos</term></tig></langSet>
      <langSet xml:lang="ja"><tig><term>\xe7\x84\xa1</term></tig></langSet>
    </termEntry>
    <termEntry id="c2">
      <langSet xml:lang="en"><tig><term>remission</term></tig></langSet>
      <langSet xml:lang="de"><tig><term>Remission</term><note>feminine</note></tig></langSet>
    </termEntry>
  </body></text>
</martif>
"""

CSV = (
    b"language,term,translation,note\r\n"
    b"es,event-free survival,supervivencia libre de eventos,Time until relapse or death\r\n"
    b"de,remission,Remission,feminine\r\n"
)
