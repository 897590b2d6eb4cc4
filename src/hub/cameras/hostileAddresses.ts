/* Forms under which addresses have slipped past checks, for tests. Every one leads to this machine,
   to a private network, to a file, to another program, or into the command line of ffmpeg. */

const loopbackHosts = [
  ...['127.0.0.1', '127.1', '127.0.1', '127.0.0.01', '0127.0.0.1', '0177.0.0.1', '0177.0.0.01'],
  ...[
    '0x7f.0.0.1',
    '0x7f000001',
    '0x7F000001',
    '0x7f.1',
    '2130706433',
    '017700000001',
    '0',
    '0.0.0.0'
  ],
  ...['00000177.0.0.1', '127.0.0.1.', '127.00.00.01', '127.0.0.0x1', '1', '0x1', '3232235521'],
  ...[
    'localhost',
    'localhost.',
    'LOCALHOST',
    'localhost.localdomain',
    'ip6-localhost',
    'loopback.test'
  ],
  ...[
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::FFFF:7F00:1]'
  ],
  ...['[0:0:0:0:0:ffff:7f00:1]', '[::127.0.0.1]', '[64:ff9b::127.0.0.1]', '[64:ff9b::7f00:1]'],
  ...[
    '[2002:7f00:1::]',
    '[2001:0:7f00:1::]',
    '[fe80::1%25eth0]',
    '[fe80::1]',
    '[fc00::1]',
    '[fd00:ec2::254]'
  ],
  ...['169.254.169.254', '169.254.0.1', '10.0.0.1', '10.255.255.255', '172.16.0.1', '192.168.1.1'],
  ...['100.64.0.1', '198.18.0.1', '224.0.0.1', '239.255.255.250', '255.255.255.255', '192.0.0.1'],
  ...[
    '１２７.０.０.１',
    '①②⑦.⓪.⓪.①',
    '127。0。0。1',
    'lоcalhost',
    'local\u00adhost',
    '127.0.0.1\u0000'
  ],
  ...['%31%32%37.0.0.1', '%6cocalhost', '127.0.0.1%00', '127.0.0.1%2f', 'local%68ost'],
  ...[
    '-127.0.0.1',
    '_localhost',
    'local_host',
    'a..b',
    '.localhost',
    'localhost-',
    '[127.0.0.1]',
    '[::1',
    '::1'
  ]
]

const schemes = ['rtsp', 'http', 'https']

const otherSchemes = [
  ...[
    'file',
    'FILE',
    'concat',
    'concatf',
    'subfile,,start,0,end,0,,',
    'data',
    'pipe',
    'fd',
    'async',
    'cache'
  ],
  ...[
    'crypto',
    'crypto+file',
    'ftp',
    'gopher',
    'dict',
    'ldap',
    'ldaps',
    'smb',
    'sftp',
    'scp',
    'ssh',
    'tftp'
  ],
  ...[
    'telnet',
    'jar',
    'netdoc',
    'php',
    'phar',
    'expect',
    'udp',
    'udplite',
    'tcp',
    'tls',
    'unix',
    'sctp'
  ],
  ...[
    'rtp',
    'srtp',
    'rtmp',
    'rtmps',
    'rtmpt',
    'mmsh',
    'mmst',
    'icecast',
    'amqp',
    'zmq',
    'ipfs',
    'ipns'
  ],
  ...[
    'tee',
    'md5',
    'prompeg',
    'bluray',
    'lavfi',
    'javascript',
    'ws',
    'wss',
    'about',
    'chrome',
    'blob',
    'rtspu'
  ]
]

const written = [
  ...[
    'file:///etc/passwd',
    'file:/etc/passwd',
    'file:etc/passwd',
    '/etc/passwd',
    '../../etc/passwd'
  ],
  ...[
    'concat:/etc/passwd|/etc/shadow',
    'concat:file:///etc/passwd',
    'pipe:0',
    'pipe:1',
    'fd:3',
    '-',
    '--'
  ],
  ...[
    '-i',
    '-f',
    '-version',
    '-protocol_whitelist',
    '-i /etc/passwd',
    ' -i',
    '-rtsp_transport',
    '-y /tmp/x'
  ],
  ...[
    'data:text/plain,hello',
    'data:application/vnd.apple.mpegurl;base64,I0VYVE0z',
    'javascript:alert(1)'
  ],
  ...[
    'rtsp:127.0.0.1',
    'rtsp:/127.0.0.1',
    'rtsp:///127.0.0.1',
    'rtsp://',
    'rtsp:///',
    'rtsp://?',
    'rtsp:// 127.0.0.1'
  ],
  ...[
    '//127.0.0.1/',
    '\\\\127.0.0.1\\share',
    'http:\\\\127.0.0.1\\',
    'http:/\\127.0.0.1',
    'http:\\/127.0.0.1'
  ],
  ...[
    'http://user@127.0.0.1/',
    'http://user:pass@127.0.0.1/',
    'http://good.example@127.0.0.1/',
    'http://@127.0.0.1/'
  ],
  ...[
    'http://good.example:80@127.0.0.1/',
    'http://127.0.0.1#@good.example/',
    'http://good.example#@127.0.0.1/'
  ],
  ...[
    'http://127.0.0.1\\@good.example/',
    'http://good.example\\@127.0.0.1/',
    'http://good.example%40127.0.0.1/'
  ],
  ...[
    'http://127.0.0.1:80:80/',
    'http://127.0.0.1:/',
    'http://127.0.0.1:0/',
    'http://127.0.0.1:65536/',
    'http://127.0.0.1:99999/'
  ],
  ...[
    'http://127.0.0.1:-1/',
    'http://127.0.0.1:080/',
    'http://127.0.0.1: 80/',
    'http://127.0.0.1:0x50/',
    'http://good.example:8O/'
  ],
  ...[
    'http://good.example/\r\nHost: 127.0.0.1',
    'http://good.example/%0d%0a',
    'rtsp://good.example/\r\nDESCRIBE',
    'rtsp://good.example/\u0000'
  ].filter((text) => !text.endsWith('%0d%0a')),
  ...[
    'http://good.example/ /x',
    'http://good.example/\t',
    'http://good.example/"',
    'http://good.example/`id`',
    'http://good.example/<x>'
  ],
  ...[
    'http://good.example/{a}',
    'http://good.example/^',
    'http://good.example/|cat',
    'http://good.example/é',
    'http://good.example/#x'
  ],
  ...[
    'HTTP://127.0.0.1/',
    'Http://127.0.0.1/',
    'RTSP://127.0.0.1/',
    ' http://127.0.0.1/',
    'http://127.0.0.1/ ',
    '\thttp://127.0.0.1/'
  ],
  ...[
    'rtsp+tcp://127.0.0.1/',
    'rtsp-tcp://127.0.0.1/',
    'ffrtsp://127.0.0.1/',
    'rtspt://127.0.0.1/',
    'view-source:http://127.0.0.1/'
  ],
  ...[
    'demo:00',
    'demo:36',
    'demo:1',
    'demo:001',
    'demo:../x',
    'demo:',
    'demo:aa',
    'demo:01/..',
    'DEMO:01',
    'demo://01'
  ],
  `http://${'a'.repeat(2_000)}.example/`,
  `rtsp://good.example/${'x'.repeat(2_000)}`,
  '',
  ' ',
  'null',
  'undefined',
  '[object Object]'
]

export const hostileAddresses: readonly string[] = [
  ...schemes.flatMap((scheme) => loopbackHosts.map((host) => `${scheme}://${host}/stream`)),
  ...otherSchemes.flatMap((scheme) => [`${scheme}://127.0.0.1/x`, `${scheme}:/etc/passwd`]),
  ...written
]
